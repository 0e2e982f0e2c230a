import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../platform/browser.ts';

export const VIEWPORT = { width: 1280, height: 900 };
/** Anything that takes longer is not slow, but broken. */
const PATIENCE_MILLISECONDS = 180_000;

/** Starts a headless Chromium that leaves Ctrl-C to the bench. */
export async function startBrowser(signal: AbortSignal): Promise<Browser> {
  return launchBrowser(signal, { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
}

/** Opens a page with an empty cache, and closes it after use. */
export async function withPage<Result>(browser: Browser, use: (page: Page) => Promise<Result>): Promise<Result> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  context.setDefaultTimeout(PATIENCE_MILLISECONDS);
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}

/** The milliseconds from the navigation to the frame in which a JavaScript expression became true on the page. Checks from this call on. */
export async function seenAfter(page: Page, expression: string): Promise<number> {
  // Not `waitForFunction`, because it evaluates the text on the page each time, which the page's policy forbids.
  return page.evaluate(`new Promise((resolve, reject) => {
    const look = () => {
      if (${expression}) return resolve(performance.now());
      if (performance.now() < ${PATIENCE_MILLISECONDS}) return requestAnimationFrame(look);
      reject(new Error('${PATIENCE_MILLISECONDS} ms have passed, and the page shows: ' + document.body.innerText.slice(0, 2000)));
    };
    look();
  })`);
}
