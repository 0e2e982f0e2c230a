import { eventually } from '@cortex/trace-testing';
import type { Visit } from './visit.ts';

/** Profiles are exported once a minute. */
const ARRIVAL_MILLISECONDS = 150_000;

/** Resolves once the console has CPU profiles of core-api. */
export async function hasProfiles(url: string): Promise<void> {
  const look = async () => {
    const { services } = (await (await fetch(`${url}/api/profiles/services`)).json()) as {
      services: { service: string; types: string[] }[];
    };
    return services.some(({ service, types }) => service === 'core-api' && types.includes('cpu')) || undefined;
  };
  await eventually(look, { what: 'profiles of core-api', timeoutMilliseconds: ARRIVAL_MILLISECONDS });
}

/** Walks through all views of a profile, and checks that every choice is in the URL. */
export async function walkThroughProfiles({ page }: Visit): Promise<void> {
  const chosen = (name: string) => new URL(page.url()).searchParams.get(name);
  const graph = page.getByRole('application', { name: /^Boxes of the profile/ });
  // Without a width it has no boxes yet, and keys do nothing.
  await graph.waitFor();
  await graph.focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await page.getByRole('button', { name: 'Whole graph' }).waitFor();
  await page.waitForURL(({ searchParams }) => searchParams.has('zoom'));
  await page.reload();
  await page.getByRole('button', { name: 'Whole graph' }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'Whole graph' }).waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'Table', exact: true }).click();
  const table = page.getByRole('region', { name: 'Functions' });
  await table.getByRole('button', { name: /^Total/ }).click();
  await page.waitForURL(({ searchParams }) => searchParams.get('sort') === 'total');
  await table.locator('th[aria-sort=descending]').filter({ hasText: 'Total' }).waitFor();
  await page.getByLabel('Find a function').fill('node');
  await page.keyboard.press('Enter');
  await table
    .getByRole('status')
    .filter({ hasText: / of [\d,]+ functions/ })
    .waitFor();
  await table.getByRole('row').nth(1).getByRole('button').click();

  await page.getByRole('figure', { name: 'Flame graph of its callers' }).waitFor();
  await page.getByRole('figure', { name: 'Flame graph of its callees' }).waitFor();
  if (chosen('function') === null) throw new Error('expected the function in the URL');
  await page.goBack();
  await table.waitFor();

  await page.getByLabel('Compare with').selectOption('service');
  await page.getByLabel('Other service').selectOption('memory-service');
  await page.getByRole('link', { name: 'Flame graph', exact: true }).click();
  await page.getByRole('figure', { name: 'Flame graph of the difference' }).waitFor();
}
