import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CoreApiClient } from '@cortex/local/demo';
import { repository } from '@cortex/local/settings';
import { createTokenIssuer } from '@cortex/runtime';
import { eventually } from '@cortex/trace-testing';
import { parse } from 'yaml';
import { sendMetrics } from '../../integration/suites/send-metrics.ts';
import { sendNamedSpans } from '../../integration/suites/send-span.ts';
import type { SecurityPlatform } from '../security-platform.ts';

const { processors, connectors } = parse(readFileSync(join(repository, 'collector/config.yaml'), 'utf8'));
/** The bound for one sender of metrics. */
const MOST_SERIES: number = processors.metric_admission.max_series_per_sender;
/** The bound for all senders of spans. */
const MOST_SENDERS: number = connectors.span_admission.max_senders;
const OTHER = '(other)';
const REVISION = '2025-11-25';
const MCP_SERVICES = ['memory', 'cognition'] as const;
const INVENTED_CALLS = 100;
const INVENTED_SERVICES = 1000;
const METRICS_PER_REQUEST = 1000;
const AT_ONCE = 10;
const PATIENCE = { timeoutMilliseconds: 110_000 };

/** Invented names in everything that becomes a label: some of them must create as many series as a thousand. */
export function inventedNamesSuite(under: SecurityPlatform): void {
  const callsOf = async (selector: string) =>
    (await under.platform.prometheus.query(`sum(traces_span_metrics_calls_total{${selector}})`))[0]?.value ?? 0;

  async function callMcp(service: (typeof MCP_SERVICES)[number], message: object): Promise<void> {
    const tokens = createTokenIssuer({ secret: under.internalSecret, issuer: 'core-api' });
    const answer = await fetch(`${under.platform.urls[service]}/mcp`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await tokens.issue('inventor', `${service}-service`)}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': REVISION,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
    });
    expect({ status: answer.status, text: await answer.text() }).toEqual({
      status: 200,
      text: expect.stringMatching(/-3260[12]|isError|"error"/),
    });
  }

  // Senders from before keep their place.
  beforeAll(() => sendInput());

  async function sendInput(): Promise<void> {
    const counted = 'job="core-api",span_name="POST /input"';
    const before = await callsOf(counted);
    const client = new CoreApiClient(under.platform.urls.coreApi, AbortSignal.timeout(60_000));
    await client.login(under.user);
    expect(await client.sendInput('ordinary', 'security')).toMatchObject({ status: 'stored' });
    await eventually(async () => (await callsOf(counted)) > before || undefined, {
      what: 'the input in the span metrics',
      ...PATIENCE,
    });
  }

  test('calls of invented tools and methods create no series of their own', async () => {
    await Promise.all(MCP_SERVICES.map(inventCalls));
  });

  async function inventCalls(service: (typeof MCP_SERVICES)[number]): Promise<void> {
    const job = `job="${service}-service"`;
    const counted = `${job},span_kind="SPAN_KIND_SERVER",span_name=~"tools/call _OTHER|_OTHER"`;
    const before = await callsOf(counted);
    await inTurns(INVENTED_CALLS, async (index) => {
      const name = `invented-${index}`;
      await callMcp(service, { method: 'tools/call', params: { name, arguments: {} } });
      await callMcp(service, { method: `${name}/call`, params: {} });
    });
    await eventually(async () => (await callsOf(counted)) === before + 2 * INVENTED_CALLS || undefined, {
      what: `${2 * INVENTED_CALLS} calls of ${service} in the span metrics`,
      ...PATIENCE,
    });
    const series = await under.platform.prometheus.series(`{${job}}`);
    expect(series.filter((labels) => JSON.stringify(labels).includes('invented-'))).toEqual([]);
    expect(await (await fetch(`${under.platform.urls[service]}/metrics`)).text()).not.toContain('invented-');
  }

  test('invented metrics are bounded for each sender', async () => {
    const { prometheus, urls } = under.platform;
    const statuses = new Set<number>();
    for (let sent = 0; sent <= MOST_SERIES; sent += METRICS_PER_REQUEST) {
      const names = Array.from({ length: METRICS_PER_REQUEST }, (_, index) => `invented.metric.${sent + index}`);
      statuses.add(await sendMetrics(urls.collector, 'inventor-of-metrics', names));
    }
    expect([...statuses]).toEqual([200, 400]);
    const count = async () => (await prometheus.query('count({job="inventor-of-metrics"})'))[0]?.value;
    await eventually(async () => (await count()) === MOST_SERIES || undefined, {
      what: `${MOST_SERIES} series of the sender in Prometheus`,
      ...PATIENCE,
    });
  });

  test('invented services that send spans are bounded, and counted together', async () => {
    const { prometheus, urls } = under.platform;
    const collector = under.processes.pidOf('collector');
    await inTurns(INVENTED_SERVICES, (index) =>
      sendNamedSpans(urls.collector, ['invented'], { 'service.name': `inventor-${index}` }),
    );
    const invented = 'job=~"inventor-.+",span_name="invented"';
    await eventually(
      async () => (await callsOf(invented)) + (await callsOf(`job="${OTHER}"`)) === INVENTED_SERVICES || undefined,
      { what: `${INVENTED_SERVICES} spans of invented services in the span metrics`, ...PATIENCE },
    );
    const known = await prometheus.query(`traces_span_metrics_calls_total{${invented}}`);
    expect(known.length).toBeLessThanOrEqual(MOST_SENDERS);
    expect(under.processes.pidOf('collector')).toBe(collector);
  });

  // Alertmanager creates these series itself, and one that is not UTF-8 breaks its metrics.
  test('invented paths of Alertmanager create no series of its own metrics', async () => {
    const { alertmanager } = under.platform.urls;
    const paths = ['silences/invented', 'invented', 'alerts%ff'];
    const answers = await Promise.all(paths.map((path) => fetch(`${alertmanager}/api/v2/${path}`)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await fetch(`${alertmanager}/api/v2/status`)).status).toBe(200);
    const metrics = await fetch(`${alertmanager}/metrics`);
    expect(metrics.status).toBe(200);
    const text = await metrics.text();
    expect(text).toContain('handler="/api/v2/status"');
    expect(text).not.toContain('invented');
  });

  test('afterwards an ordinary input is stored and counted', () => sendInput());
}

async function inTurns(count: number, work: (index: number) => Promise<void>): Promise<void> {
  for (let done = 0; done < count; done += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - done) }, (_, index) => work(done + index)));
}
