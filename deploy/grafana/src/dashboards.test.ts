import { readFileSync } from 'node:fs';
import type { Dashboard, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { parse } from 'yaml';
import { outputs } from './outputs.ts';

const COMMON_TYPES = ['bargauge', 'gauge', 'heatmap', 'row', 'stat', 'table', 'timeseries'];

const written = outputs();
const dashboards = written.map(({ name, content }) => ({ name, ...(JSON.parse(content) as Dashboard) }));
const panelsOf = ({ panels = [] }: Dashboard) => panels as Panel[];

interface DataSource {
  uid: string;
  type: string;
  jsonData: Record<string, unknown>;
  correlations?: object[];
}

const provisioning = new URL('../provisioning/datasources/cortex.yaml', import.meta.url);
const { datasources }: { datasources: DataSource[] } = parse(readFileSync(provisioning, 'utf8'));

/** Histograms of what has no spans: sizes, waits, and parts of a span. */
const HISTOGRAMS_WITHOUT_SPANS = [
  'event_delivery_seconds',
  'jwt_validation_seconds',
  'wait_seconds',
  'wait_duration_seconds',
  'db_connection_wait_seconds',
  'context_size_bytes',
  'traces_service_graph_request_\\w+_seconds',
];
const WITHOUT_SPANS = new RegExp(`\\b(${HISTOGRAMS_WITHOUT_SPANS.join('|')})_bucket`);

test.each(written)('$name agrees with its source', ({ file, content }) => {
  expect(readFileSync(file, 'utf8') === content || 'differs: run `npm run dashboards`').toBe(true);
});

test('the five dashboards of the guide exist, each with links to the others', () => {
  expect(dashboards.map(({ uid }) => uid).toSorted()).toEqual([
    'cortex-cognition-service',
    'cortex-core-api',
    'cortex-memory-service',
    'cortex-network',
    'cortex-system-overview',
  ]);
  for (const { tags, links } of dashboards) {
    expect(tags).toEqual(['cortex']);
    expect(links).toContainEqual(expect.objectContaining({ type: 'dashboards', tags: ['cortex'] }));
  }
});

test.each(dashboards)(
  '$uid has variables for service and instance, a heat map, targets and the use of resources',
  (dashboard) => {
    expect(dashboard.templating?.list?.map(({ name }) => name)).toEqual(['service', 'instance']);
    const panels = panelsOf(dashboard);
    expect(panels.some(({ type }) => type === 'heatmap')).toBe(true);
    expect(panels.filter(({ fieldConfig }) => fieldConfig?.defaults.custom?.thresholdsStyle)).not.toEqual([]);
    expect(panels.map(({ title }) => title)).toContain('Resources: utilization, saturation, errors');
  },
);

test.each(dashboards)(
  'every histogram of $uid leads to traces: one query of its panel has the `spans` that it measures, or it is listed in HISTOGRAMS_WITHOUT_SPANS',
  (dashboard) => {
    const panels = panelsOf(dashboard).map(({ title, targets = [] }) => ({
      title,
      targets: targets as unknown as { expr: string; exemplar?: boolean }[],
    }));
    const ofHistograms = panels.filter(({ targets }) =>
      targets.some(({ expr }) => /_bucket\b/.test(expr.replace(/ or .*/, ''))),
    );
    const traced = ofHistograms.filter(({ targets }) => !targets.some(({ expr }) => WITHOUT_SPANS.test(expr)));
    expect(traced.length).toBeGreaterThan(1);
    const counts = traced.map(({ title, targets }) => [title, targets.filter(({ exemplar }) => exemplar).length]);
    expect(counts).toEqual(traced.map(({ title }) => [title, 1]));
  },
);

test.each(dashboards)('every panel of $uid has a common type, a description and a known data source', (dashboard) => {
  const known = datasources.map(({ uid, type }) => ({ uid, type }));
  for (const { type, title, description, datasource, targets } of panelsOf(dashboard)) {
    expect(COMMON_TYPES).toContain(type);
    if (type === 'row') continue;
    expect({ title, description }).toEqual({ title: expect.any(String), description: expect.stringMatching(/\.$/) });
    expect(known).toContainEqual(datasource);
    expect(targets?.length).toBeGreaterThan(0);
  }
});

const named = (uid: string) => datasources.find((source) => source.uid === uid);

test('a value leads to its trace, and a trace to its logs, metrics and profiles', () => {
  expect(named('prometheus')?.jsonData).toMatchObject({
    exemplarTraceIdDestinations: [{ name: 'trace_id', datasourceUid: 'jaeger' }],
  });
  expect(named('jaeger')?.jsonData).toMatchObject({
    tracesToLogsV2: { datasourceUid: 'logs' },
    tracesToMetrics: { datasourceUid: 'prometheus' },
    tracesToProfiles: { datasourceUid: 'pyroscope' },
  });
  const uids = datasources.map(({ uid }) => uid);
  expect(uids).toEqual(expect.arrayContaining(['prometheus', 'jaeger', 'pyroscope', 'logs', 'alertmanager']));
});

test('the metrics of a service lead to its log lines and its profile', () => {
  expect(named('prometheus')?.correlations).toEqual([
    expect.objectContaining({
      targetUID: 'logs',
      config: { field: 'job', target: { expr: 'service.name:="$${job}"' } },
    }),
    expect.objectContaining({
      targetUID: 'pyroscope',
      config: { field: 'job', target: expect.objectContaining({ labelSelector: '{service_name="$${job}"}' }) },
    }),
  ]);
});

test('a log line leads to its trace, and to the metrics and the profile of its service', () => {
  const derivedFields = named('logs')?.jsonData.derivedFields as Record<string, string>[];
  const [trace, ...ofService] = derivedFields;
  expect(trace).toMatchObject({ matcherRegex: 'trace_id', datasourceUid: 'jaeger' });
  const asked = ofService.map(({ url = '', matcherRegex }) => {
    expect(matcherRegex).toBe('service.name');
    const page = new URL(url.replaceAll('$${__value.raw}', 'core-api'), 'http://grafana');
    expect([page.pathname, page.searchParams.get('schemaVersion')]).toEqual(['/explore', '1']);
    const { a } = JSON.parse(page.searchParams.get('panes') ?? '');
    const [query] = a.queries;
    expect({ uid: query.datasource.uid, type: query.datasource.type }).toEqual({
      uid: a.datasource,
      type: named(a.datasource)?.type,
    });
    return query.expr ?? query.labelSelector;
  });
  expect(asked).toEqual([
    "sum by (endpoint) (rate(http_requests_total{job='core-api'}[5m]))",
    "{service_name='core-api'}",
  ]);
});
