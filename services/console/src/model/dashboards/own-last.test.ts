import { readDashboards } from '../../backends/dashboard-files.ts';
import { ownLast } from './own-last.ts';

const FOLDER = new URL('../../../../../deploy/grafana/dashboards', import.meta.url).pathname;

test.each([
  ['now-30m', 'now', '30m'],
  ['now-45m', 'now', '1h'],
  ['now-2d', 'now', '7d'],
  ['now-30d', 'now', undefined],
  ['now-1h', 'now-30m', undefined],
  ['now/d', 'now', undefined],
  ['2026-11-29T10:00:00Z', '2026-11-29T11:00:00Z', undefined],
])('the time from %s to %s becomes the last %s', (from, to, last) => {
  expect(ownLast({ time: { from, to } })).toBe(last);
});

test('a dashboard without a time has none', () => {
  expect(ownLast({})).toBeUndefined();
});

test('each of the five opens with its own time', async () => {
  const { dashboards } = await readDashboards(FOLDER);
  expect(dashboards.map(ownLast)).toEqual(Array(5).fill('30m'));
});
