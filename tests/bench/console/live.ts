import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { mebibytes, memoryOf } from '../../platform/limits/process-memory.ts';
import { withPage } from './browser.ts';

/** Time for the page and the console to load, and to fill their caches. */
const WARM_UP_MINUTES = 1;
const PACE_MILLISECONDS = 1000;

export interface BeforeAndAfter {
  before: number;
  after: number;
}

export interface Live {
  minutes: number;
  /** The page's JavaScript heap, after a garbage collection. */
  pageHeapMegabytes: BeforeAndAfter;
  /** The console's resident memory. */
  rssMegabytes: BeforeAndAfter;
}

export interface LiveOptions {
  browser: Browser;
  /** The URL of the console's page. */
  url: string;
  /** The console's process id. */
  pid: number;
  minutes: number;
  signal: AbortSignal;
  /** Creates another trace. */
  send(): Promise<void>;
  onProgress(minutes: number): void;
}

/** Keeps the search of traces open in live mode while new traces arrive. */
export function watchLive({ browser, url, pid, minutes, signal, send, onProgress }: LiveOptions): Promise<Live> {
  const sendFor = async (duration: number, onMinute: (minute: number) => void) => {
    const begin = performance.now();
    for (let passed = 0; passed < duration; passed = (performance.now() - begin) / 60_000) {
      onMinute(Math.floor(passed));
      await send();
      await pause(PACE_MILLISECONDS, undefined, { signal });
    }
  };
  return withPage(browser, async (page) => {
    const client = await page.context().newCDPSession(page);
    await page.goto(`${url}/traces?live=true`);
    await page.getByRole('button', { name: 'Live', pressed: true }).waitFor();
    const measure = async () => ({ heap: await heapMegabytes(client), rss: mebibytes(memoryOf(pid).resident) });
    await sendFor(WARM_UP_MINUTES, () => onProgress(0));
    const before = await measure();
    const answers = countAnswers(page);
    await sendFor(minutes, onProgress);
    const after = await measure();
    if (answers.count === 0) throw new Error('expected the page to ask for traces again in live mode, it never did');
    return {
      minutes,
      pageHeapMegabytes: { before: before.heap, after: after.heap },
      rssMegabytes: { before: before.rss, after: after.rss },
    };
  });
}

async function heapMegabytes(client: CDPSession): Promise<number> {
  await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  return Math.round((usedSize / 2 ** 20) * 10) / 10;
}

function countAnswers(page: Page): { count: number } {
  const answers = { count: 0 };
  page.on('response', (response) => {
    if (response.ok() && new URL(response.url()).pathname === '/api/traces') answers.count += 1;
  });
  return answers;
}
