import { usesOf } from '@cortex/console/model';
import { eventually } from '@cortex/trace-testing';
import type { Page } from 'playwright-core';
import { screenshotFile, type Visit } from './visit.ts';

const LOOKED_AT = 3;
const DRAWN = { what: 'a box of the flame graph under the mouse', timeoutMilliseconds: 60_000 };
/** The area below the bar and the overview; a box is some 20 pixels high. */
const [FIRST_ROW_PIXELS, LAST_ROW_PIXELS, ROW_PIXELS] = [130, 600, 10];
/** The last button above the flame graph. */
const LAST_BUTTON = 'Help';

export interface SpeedscopeLook {
  /** The functions with the largest own values, from the console's API. */
  busiest: string[];
  /** Those of them that speedscope lists. */
  listed: string[];
  complaints: string[];
}

/** Follows the link from the page of a profile. Resolves once speedscope names the function of a drawn box. */
export async function lookBySpeedscope({ page }: Visit): Promise<SpeedscopeLook> {
  const link = page.getByRole('link', { name: 'Open in speedscope' });
  const functions = await functionsBehind(page, await link.getAttribute('href'));
  const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()]);
  const complaints: string[] = [];
  opened.on('pageerror', ({ message }) => complaints.push(message));
  opened.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await eventually(() => isDrawn(opened, functions), DRAWN).catch(async (error) => {
    const said = await opened.evaluate('document.body.innerText');
    throw new Error(`${error.message}; ${opened.url()} says "${said}", complaints: ${complaints.join('; ')}`);
  });
  await opened.getByText('Sandwich').click();
  await opened.locator('table tr').nth(1).waitFor();
  const rows = (await opened.locator('table tr').allTextContents()).join('\n');
  await opened.screenshot({ path: screenshotFile('speedscope-light-1280') });
  await opened.close();
  const busiest = functions.slice(0, LOOKED_AT);
  return { busiest, listed: busiest.filter((name) => rows.includes(name)), complaints };
}

/** The functions with the largest own values first. */
async function functionsBehind(page: Page, href: string | null): Promise<string[]> {
  const pprof = new URLSearchParams(href?.split('#')[1]).get('profileURL') ?? '';
  const response = await fetch(new URL(pprof.replace('/pprof?', '?'), page.url()));
  const { profile } = (await response.json()) as { profile: Parameters<typeof usesOf>[0] };
  const uses = Map.groupBy(usesOf(profile).functions, ({ name }) => name);
  const selfOf = (name: string) => (uses.get(name) ?? []).reduce((sum, { self }) => sum + self, 0);
  return [...uses.keys()].filter((name) => name !== '').sort((one, other) => selfOf(other) - selfOf(one));
}

/** Boxes are drawn on a canvas. The function of the box below the mouse is shown below the buttons. */
async function isDrawn(page: Page, functions: readonly string[]): Promise<true | undefined> {
  const { width } = page.viewportSize() ?? { width: 0 };
  for (let y = FIRST_ROW_PIXELS; y < LAST_ROW_PIXELS; y += ROW_PIXELS) {
    await page.mouse.move(width / 2, y);
    const said = (await page.evaluate('document.body.innerText')) as string;
    const [, hovered = ''] = said.split(LAST_BUTTON);
    if (functions.some((name) => hovered.includes(name))) return true;
  }
  return undefined;
}
