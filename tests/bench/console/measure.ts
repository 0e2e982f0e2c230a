import { UserError } from '@cortex/local/console';
import { CoreApiClient } from '@cortex/local/demo';
import { eventually } from '@cortex/trace-testing';
import type { Browser } from 'playwright-core';
import { mebibytes, memoryOf } from '../../platform/limits/process-memory.ts';
import { ProcessRunner, type StartedProcesses } from '../../platform/process-runner.ts';
import { startBrowser } from './browser.ts';
import { idleCpuPercent } from './idle-cpu.ts';
import { JaegerUi } from './jaeger-ui.ts';
import { type Live, watchLive } from './live.ts';
import type { ConsoleOptions } from './options.ts';
import { type FirstLoad, loadOverview } from './overview.ts';
import { sendTrace } from './send-trace.ts';
import { type OpenedTrace, openTrace, type Scrolled, scrollTrace } from './trace-page.ts';

/** The first start builds the backends. */
const START_TIMEOUT_MILLISECONDS = 40 * 60_000;
const USER = { username: 'user@example.com', password: 'password123' };
const INPUTS = 20;
const PACE_MILLISECONDS = 200;
const INPUTS_A_TOKEN = 300;
const OVERVIEW_PATIENCE_MILLISECONDS = 180_000;
const SMALLER = { traceId: '1'.padStart(32, 'b'), spans: 10_000 };
const LARGER_ID = '2'.padStart(32, 'b');

export interface MeasureOptions extends Omit<ConsoleOptions, 'json'> {
  signal: AbortSignal;
  onProgress(what: string, done: number, total: number): void;
}

export interface Measured {
  loads: FirstLoad[];
  smaller: { spans: number; opened: OpenedTrace[]; jaegerUiMilliseconds: number[]; scrolled: Scrolled };
  larger: { spans: number; opened: OpenedTrace };
  rssMegabytes: number;
  idleCpuPercent: number;
  /** Undefined if it was not requested. */
  live: Live | undefined;
}

/** Measures the console of a stack of its own, which is stopped afterwards. */
export async function measureConsole(options: MeasureOptions): Promise<Measured> {
  const { signal } = options;
  await using ends = new AsyncDisposableStack();
  try {
    const platform = await new ProcessRunner({ signal, startTimeoutMilliseconds: START_TIMEOUT_MILLISECONDS }).start();
    ends.defer(() => platform.stop());
    const browser = await startBrowser(signal);
    const close = () => void browser.close();
    signal.addEventListener('abort', close, { once: true });
    ends.defer(() => browser.close());
    return await measure(platform, browser, options);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}

async function measure(platform: StartedProcesses, browser: Browser, options: MeasureOptions): Promise<Measured> {
  const { rounds, spans, seed, liveMinutes, signal, onProgress } = options;
  const { console: page, collector, jaeger } = platform.urls;
  const repeat = async <Result>(what: string, work: () => Promise<Result>) => {
    const results: Result[] = [];
    while (results.length < rounds) {
      signal.throwIfAborted();
      onProgress(what, results.length, rounds);
      results.push(await work());
    }
    return results;
  };
  onProgress('ordinary inputs', 0, 0);
  const client = await useOrdinarily(platform, signal);
  const loads = await repeat('the overview', () => loadOverview(browser, page));

  const pid = platform.pidOf('console');
  // Measured before there are large traces, which every search would read.
  const live =
    liveMinutes === 0
      ? undefined
      : await watchLive({
          browser,
          url: page,
          pid,
          minutes: liveMinutes,
          signal,
          send: sendNotes(client),
          onProgress: (minute) => onProgress('minutes of live mode', minute, liveMinutes),
        });

  onProgress(`a trace of ${SMALLER.spans} spans`, 0, 0);
  await sendTrace({ ...SMALLER, collector, jaeger, seed, signal });
  const smaller = `${page}/trace/${SMALLER.traceId}`;
  await using jaegerUi = options.jaegerUi === undefined ? undefined : await JaegerUi.start(options.jaegerUi, jaeger);
  const jaegerUiMilliseconds: number[] = [];
  const opened = await repeat('opening it', async () => {
    // Measured in turns, so that both see the machine in the same state.
    if (jaegerUi !== undefined) jaegerUiMilliseconds.push(await jaegerUi.open(browser, SMALLER.traceId));
    return openTrace(browser, smaller);
  });
  onProgress('scrolling it', 0, 0);
  const scrolled = await scrollTrace(browser, smaller);

  onProgress(`a trace of ${spans} spans`, 0, 0);
  await sendTrace({ traceId: LARGER_ID, spans, collector, jaeger, seed, signal });
  onProgress('opening it once', 0, 0);
  const larger = await openTrace(browser, `${page}/trace/${LARGER_ID}`);

  onProgress('the console with nobody asking', 0, 0);
  return {
    loads,
    smaller: { spans: SMALLER.spans, opened, jaegerUiMilliseconds, scrolled },
    larger: { spans, opened: larger },
    idleCpuPercent: await idleCpuPercent(pid, signal),
    rssMegabytes: mebibytes(memoryOf(pid).resident),
    live,
  };
}

/** Sends one more note on each call, and logs in again before the token expires. */
function sendNotes(client: CoreApiClient): () => Promise<void> {
  let sent = 0;
  return async () => {
    if (sent % INPUTS_A_TOKEN === 0) await client.login(USER);
    sent += 1;
    await client.sendInput('note while the page is live', 'console-bench').catch(onlyRefused);
  };
}

/** Sends inputs until the overview has data about them, which takes Prometheus a while. @returns a client to send more with */
async function useOrdinarily({ urls }: StartedProcesses, signal: AbortSignal): Promise<CoreApiClient> {
  const client = new CoreApiClient(urls.coreApi, signal);
  await client.login(USER);
  let sent = 0;
  const isShown = async () => {
    await client.sendInput(`ordinary note ${sent}`, 'console-bench');
    sent += 1;
    if (sent < INPUTS) return false;
    const answer = await fetch(`${urls.console}/api/overview/services`, { signal });
    const { services } = (await answer.json()) as { services: unknown[] };
    return services.length > 0;
  };
  await eventually(() => signal.aborted || isShown(), {
    what: 'the console to know the services that were asked',
    timeoutMilliseconds: OVERVIEW_PATIENCE_MILLISECONDS,
    intervalMilliseconds: PACE_MILLISECONDS,
  });
  signal.throwIfAborted();
  return client;
}

/** Ignores refusals: an input that core-api refuses for now creates a trace as well. */
function onlyRefused(error: unknown): void {
  if (!(error instanceof UserError)) throw error;
}
