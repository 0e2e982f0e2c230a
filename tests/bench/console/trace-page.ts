import type { Browser, Page } from 'playwright-core';
import { seenAfter, VIEWPORT, withPage } from './browser.ts';

const HAS_ROWS = `document.querySelector('.waterfall-row') !== null`;
const IS_EXPLAINED = `document.querySelector('.explanation ol, .explanation ul, .explanation .failure') !== null
  || /stands out|Nothing that was recorded/.test(document.querySelector('.explanation')?.textContent ?? '')`;
/** About what a mouse wheel scrolls in a frame. */
const WHEEL_PIXELS = 400;
const WHEELS_A_LOOK = 10;
/** The distance of the mouse from the waterfall's edge. */
const EDGE_PIXELS = 20;

/** The times from the navigation until rows are visible, and until the explanation is. */
export interface OpenedTrace {
  openMilliseconds: number;
  explainMilliseconds: number;
}

export interface Scrolled {
  rows: number;
  /** Intervals between animation frames while scrolling. */
  frameMilliseconds: number[];
}

export function openTrace(browser: Browser, url: string): Promise<OpenedTrace> {
  return withPage(browser, (page) => open(page, url));
}

/** Scrolls with the wheel from the first row to the last. */
export function scrollTrace(browser: Browser, url: string): Promise<Scrolled> {
  return withPage(browser, async (page) => {
    await open(page, url);
    const waterfall = page.locator('.waterfall');
    await waterfall.scrollIntoViewIfNeeded();
    const box = await waterfall.boundingBox();
    if (box === null) throw new Error('the waterfall is not visible');
    await page.mouse.move(box.x + box.width / 2, Math.min(box.y + box.height, VIEWPORT.height) - EDGE_PIXELS);
    await page.evaluate(COLLECT_FRAMES);
    while (!(await page.evaluate(IS_AT_END))) {
      for (let wheel = 0; wheel < WHEELS_A_LOOK; wheel += 1) await page.mouse.wheel(0, WHEEL_PIXELS);
    }
    const frameMilliseconds = (await page.evaluate('window.benchFrames')) as number[];
    const rows = await waterfall.getAttribute('aria-rowcount');
    return { rows: Number(rows) - 1, frameMilliseconds };
  });
}

async function open(page: Page, url: string): Promise<OpenedTrace> {
  await page.goto(url, { waitUntil: 'commit' });
  const [openMilliseconds, explainMilliseconds] = await Promise.all([
    seenAfter(page, HAS_ROWS),
    seenAfter(page, IS_EXPLAINED),
  ]);
  return { openMilliseconds, explainMilliseconds };
}

const COLLECT_FRAMES = `(() => {
  window.benchFrames = [];
  let before;
  const frame = (now) => {
    if (before !== undefined) window.benchFrames.push(now - before);
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})()`;

const IS_AT_END = `(() => {
  const { scrollTop, clientHeight, scrollHeight } = document.querySelector('.waterfall');
  return scrollTop + clientHeight >= scrollHeight - 1;
})()`;
