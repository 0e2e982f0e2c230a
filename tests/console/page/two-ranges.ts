import { type MergedProfile, ProfileStoreClient, type Range } from '@cortex/console/backends';
import { usesOf } from '@cortex/console/model';
import { eventually } from '@cortex/trace-testing';
import type { Page } from 'playwright-core';
import type { Visit } from './visit.ts';

const SHOWN = 'core-api';
const OTHER = 'memory-service';
const COMPARED_ROWS = 10;
const STILL = {
  what: 'the store to have the same profiles before and after the page was read',
  timeoutMilliseconds: 60_000,
};
const MOST_SHOWN = 80;
const UNKNOWN = { self: 0, total: 0 };

/** A row of the table of differences. */
interface Row {
  name: string;
  self: string;
  selfChange: string;
  total: string;
  totalChange: string;
}

export interface ComparedRows {
  shown: Row[];
  /** The same functions, computed from two separate answers of the store. */
  computed: Row[];
}

/** Selects two times and two services to compare, and reads the functions that changed most. */
export async function compareTwoRanges({ page }: Visit, profilesUrl: string): Promise<ComparedRows> {
  await page.getByLabel('Compare with').selectOption('range');
  await page.getByLabel('Other service').selectOption(OTHER);
  for (const end of ['to', 'from']) {
    const time = await page.getByLabel(`This ${end}`, { exact: true }).inputValue();
    await page.getByLabel(`Other ${end}`, { exact: true }).fill(time);
    await page.keyboard.press('Enter');
  }
  const secondOf = (searchParams: URLSearchParams, name: string) => Math.floor(Number(searchParams.get(name)) / 1000);
  await page.waitForURL(
    ({ searchParams }) =>
      secondOf(searchParams, 'otherFrom') === secondOf(searchParams, 'from') &&
      secondOf(searchParams, 'otherTo') === secondOf(searchParams, 'to'),
  );
  const store = new ProfileStoreClient({
    backend: 'profiles',
    url: profilesUrl,
    variable: '',
    timeoutMilliseconds: 10_000,
  });
  return eventually(async () => {
    const before = await answersOf(store, page);
    await page.reload();
    await page.getByRole('region', { name: 'Difference' }).getByRole('row').nth(1).waitFor();
    const rows = page.getByRole('region', { name: 'Functions' }).locator('tbody tr');
    const cells = await Promise.all(
      (await rows.all()).slice(0, COMPARED_ROWS).map((row) => row.locator('td').allTextContents()),
    );
    const after = await answersOf(store, page);
    if (JSON.stringify(before) !== JSON.stringify(after)) return undefined;
    const shown = cells.map(([name = '', , self = '', selfChange = '', total = '', totalChange = '']) => ({
      name,
      self,
      selfChange,
      total,
      totalChange,
    }));
    return { shown, computed: shown.map(({ name }) => computedRow(name, after)) };
  }, STILL);
}

/** The store's answers for what the URL selects, each requested separately. */
async function answersOf(
  store: ProfileStoreClient,
  page: Page,
): Promise<{ shown: MergedProfile; other: MergedProfile }> {
  const at = (name: string) => Number(new URL(page.url()).searchParams.get(name));
  const answer = async (service: string, range: Range) => {
    const type = (await store.typeId(service, 'cpu', range)) ?? '';
    return store.profile({ service, type, ...range });
  };
  return {
    shown: await answer(SHOWN, { start: at('from'), end: at('to') }),
    other: await answer(OTHER, { start: at('otherFrom'), end: at('otherTo') }),
  };
}

/** @param cell with the name and place of a function */
function computedRow(cell: string, { shown, other }: { shown: MergedProfile; other: MergedProfile }): Row {
  const sharesOf = (profile: MergedProfile) => {
    const { functions, total: whole } = usesOf(profile);
    const use = functions.find(({ name, place }) => `${cut(name || '(anonymous)')} ${cut(place)}` === cell) ?? UNKNOWN;
    return { self: (use.self / whole) * 100, total: (use.total / whole) * 100 };
  };
  const [is, was] = [sharesOf(shown), sharesOf(other)];
  return {
    name: cell,
    self: sharesText(was.self, is.self),
    selfChange: changeText(is.self - was.self),
    total: sharesText(was.total, is.total),
    totalChange: changeText(is.total - was.total),
  };
}

/** Shortens long text like the page. */
const cut = (text: string): string => (text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN - 1)}…`);

const sharesText = (was: number, is: number): string => `${was.toFixed(1)} % → ${is.toFixed(1)} %`;

function changeText(points: number): string {
  const text = Math.abs(points).toFixed(1);
  if (Number(text) === 0) return '0.0 points';
  return `${points > 0 ? '+' : '−'}${text} points`;
}
