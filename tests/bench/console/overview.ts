import type { Browser, CDPSession, Page } from 'playwright-core';
import { seenAfter, withPage } from './browser.ts';

const HAS_TABLE = `document.querySelector('main table tbody td') !== null`;
/** Each part of the page shows a line of its own while it is loading. */
const IS_WHOLE = `${HAS_TABLE} && [...document.querySelectorAll('main .state')].every((state) => !/^Loading/.test(state.textContent))`;

export interface FirstLoad {
  /** The time until the first table with data. */
  usableMilliseconds: number;
  /** Bytes on the wire until the overview was complete, by kind of resource. */
  bytes: Record<string, number>;
}

/** Opens the overview with an empty cache. */
export async function loadOverview(browser: Browser, url: string): Promise<FirstLoad> {
  return withPage(browser, async (page) => {
    const bytes = await countBytes(page);
    await page.goto(url, { waitUntil: 'commit' });
    const usableMilliseconds = await seenAfter(page, HAS_TABLE);
    await seenAfter(page, IS_WHOLE);
    return { usableMilliseconds, bytes };
  });
}

/** Sums the bytes on the wire from now on, including headers. */
async function countBytes(page: Page): Promise<Record<string, number>> {
  const client: CDPSession = await page.context().newCDPSession(page);
  const kinds = new Map<string, string>();
  const bytes: Record<string, number> = {};
  client.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other';
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  await client.send('Network.enable');
  return bytes;
}
