/** `npm run screenshots` takes the README's pictures of the console, with Chromium on a stack of its own after some minutes of traffic. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readOptions, say } from '@cortex/local/console';
import { repository } from '@cortex/local/settings';
import { eventually } from '@cortex/trace-testing';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../platform/browser.ts';
import { ProcessRunner } from '../../platform/process-runner.ts';
import { Stage } from '../stage.ts';
import { makeTraffic } from './traffic.ts';
import { type Look, Visit } from './visit.ts';

const HELP = `Usage: npm run screenshots

Writes the pictures of the console that the README shows to docs/images. Takes some five minutes.`;

const FOLDER = join(repository, 'docs/images');
const EVIDENCE_MILLISECONDS = 180_000;

interface Picture {
  name: string;
  path: string;
  look: Look;
}

function picturesOf(slowTrace: string): Picture[] {
  const light = (height: number): Look => ({ width: 1280, height, colorScheme: 'light' });
  return [
    { name: 'console-overview', path: '/?last=5m', look: light(1050) },
    { name: 'console-traces', path: '/traces?last=5m&service=core-api', look: light(1000) },
    { name: 'console-trace', path: `/trace/${slowTrace}`, look: light(1200) },
    { name: 'console-mcp', path: '/mcp-calls?last=5m', look: { width: 1280, height: 900, colorScheme: 'dark' } },
  ];
}

async function main(): Promise<void> {
  const platform = await new ProcessRunner().start();
  let browser: Browser | undefined;
  try {
    browser = await launchBrowser(AbortSignal.timeout(EVIDENCE_MILLISECONDS));
    const { urls, home } = platform;
    say('Making some minutes of traffic ...');
    const slowTrace = await makeTraffic(await Stage.open({ urls, home, shop: '', kill: () => {} }));
    await isExplained(`${urls.console}/api/traces/${slowTrace}/explanation`);
    await mkdir(FOLDER, { recursive: true });
    for (const { name, path, look } of picturesOf(slowTrace)) {
      const file = join(FOLDER, `${name}.webp`);
      await writeFile(file, await pictureOf(browser, `${urls.console}${path}`, look));
      say(file);
    }
  } finally {
    await browser?.close();
    await platform.stop();
  }
}

/** Resolves once the wait is the first finding and nothing is missing. */
async function isExplained(explanation: string): Promise<void> {
  const look = async () => {
    const response = await fetch(explanation);
    const { findings } = (await response.json()) as { findings?: { kind: string; summary: string }[] };
    const kinds = findings?.map(({ kind }) => kind) ?? [];
    return kinds[0] === 'wait' && !kinds.includes('missing') ? true : undefined;
  };
  await eventually(look, { what: explanation, timeoutMilliseconds: EVIDENCE_MILLISECONDS, intervalMilliseconds: 2000 });
}

/** Takes a picture once no part of the page reports that a backend was too busy to answer. */
function pictureOf(browser: Browser, url: string, look: Look): Promise<Buffer> {
  const take = async () => {
    await using visit = await Visit.open(browser, url, look);
    const [failure] = await visit.page.locator('.failure').allTextContents();
    if (failure !== undefined) throw new Error(failure);
    return await visit.webp();
  };
  return eventually(take, { what: url, timeoutMilliseconds: EVIDENCE_MILLISECONDS, intervalMilliseconds: 2000 });
}

readOptions({ args: process.argv.slice(2), options: {}, help: HELP });
await main();
