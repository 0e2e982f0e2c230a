import { readDashboards } from '../../backends/dashboard-files.ts';
import { DRAWN_TYPES } from './dashboard.ts';
import { interpolated, labelValuesOf } from './interpolate.ts';
import { TONES } from './thresholds.ts';
import { UNITS } from './units.ts';

const FOLDER = new URL('../../../../../deploy/grafana/dashboards', import.meta.url).pathname;
const TRANSFORMATIONS = ['merge', 'organize'];
const LINKS = ['dashboards', 'link'];

const { dashboards, spoilt } = await readDashboards(FOLDER);
const panels = dashboards.flatMap((dashboard) =>
  dashboard.panels.filter(({ type }) => type !== 'row').map((panel) => ({ dashboard: dashboard.uid, ...panel })),
);
const targets = panels.flatMap(({ targets: own, ...panel }) => own.map((target) => ({ ...target, panel })));

/** The elements that are not known. */
const unknown = (found: readonly string[], known: readonly string[]) => [
  ...new Set(found.filter((one) => !known.includes(one))),
];

test('all five dashboards of Grafana can be read', () => {
  expect(spoilt).toEqual([]);
  expect(dashboards.map(({ uid }) => uid).toSorted()).toEqual([
    'cortex-cognition-service',
    'cortex-core-api',
    'cortex-memory-service',
    'cortex-network',
    'cortex-system-overview',
  ]);
  expect(panels.length).toBeGreaterThan(100);
});

test('all panels have supported types, and everything that they use is supported', () => {
  const fields = panels.map(({ fieldConfig: { defaults } }) => defaults);
  const colours = fields.flatMap(({ thresholds, mappings }) => [
    ...thresholds.steps.map(({ color }) => color),
    ...mappings.flatMap(({ options }) => Object.values(options).map(({ color = 'green' }) => color)),
  ]);
  expect({
    types: unknown(
      panels.map(({ type }) => type),
      DRAWN_TYPES,
    ),
    units: unknown(
      [...fields.map(({ unit }) => unit), ...panels.flatMap(({ options }) => options.yAxis?.unit ?? [])],
      UNITS,
    ),
    colours: unknown(colours, Object.keys(TONES)),
    mappings: unknown(
      fields.flatMap(({ mappings }) => mappings.map(({ type }) => type)),
      ['value'],
    ),
    transformations: unknown(
      panels.flatMap(({ transformations }) => transformations.map(({ id }) => id)),
      TRANSFORMATIONS,
    ),
    links: unknown(
      dashboards.flatMap(({ links }) => links.map(({ type }) => type)),
      LINKS,
    ),
  }).toEqual({ types: [], units: [], colours: [], mappings: [], transformations: [], links: [] });
});

test('panels over time have range queries, the others instant queries', () => {
  const overTime = targets.filter(({ instant }) => !instant).map(({ panel }) => panel.type);
  expect(unknown(overTime, ['timeseries', 'heatmap'])).toEqual([]);
  const atOnce = targets.filter(({ instant }) => instant).map(({ panel }) => panel.type);
  expect(unknown(atOnce, ['stat', 'gauge', 'bargauge', 'table'])).toEqual([]);
});

test('a heat map has one query', () => {
  const counts = panels.filter(({ type }) => type === 'heatmap').map(({ targets: own }) => own.length);
  expect(new Set(counts)).toEqual(new Set([1]));
});

test('the options of every variable can be queried, and no query has a variable left', () => {
  const variables = dashboards.flatMap(({ templating }) => templating.list);
  expect(variables.map(({ query }) => labelValuesOf(query))).not.toContain(undefined);
  const values = Object.fromEntries(variables.map(({ name }) => [name, ['a', 'b']]));
  const left = targets
    .map(({ expr }) => interpolated(expr, { values, stepSeconds: 15 }))
    .filter((text) => text.includes('$'));
  expect(left).toEqual([]);
});

test('variables are used only in regular expressions, as which their values are escaped', () => {
  const elsewhere = targets
    .map(({ expr }) => expr.replace(/=~"\$(service|instance)"|\$__\w+/g, ''))
    .filter((text) => text.includes('$'));
  expect(elsewhere).toEqual([]);
});
