import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../platform/browser.ts';

export const VIEWPORT = { width: 1280, height: 900 };
/** Whatever takes longer is not slow, but broken. */
const PATIENCE_MILLISECONDS = 180_000;

/** A headless Chromium that leaves Ctrl-C to the bench. */
export async function startBrowser(signal: AbortSignal): Promise<Browser> {
  return launchBrowser(signal, { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
}

/** Gives a page whose cache is empty, and closes it. */
export async function withPage<Result>(browser: Browser, use: (page: Page) => Promise<Result>): Promise<Result> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  context.setDefaultTimeout(PATIENCE_MILLISECONDS);
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Milliseconds from the navigation to the frame in which an expression of the page was true first, since this call. */
export async function seenAfter(page: Page, expression: string): Promise<number> {
  // No `waitForFunction`: it would evaluate the text in the page at each look, which the page's policy forbids.
  return page.evaluate(`new Promise((resolve, reject) => {
    const look = () => {
      if (${expression}) return resolve(performance.now());
      if (performance.now() < ${PATIENCE_MILLISECONDS}) return requestAnimationFrame(look);
      reject(new Error('${PATIENCE_MILLISECONDS} ms have passed, and the page says: ' + document.body.innerText.slice(0, 2000)));
    };
    look();
  })`);
}
