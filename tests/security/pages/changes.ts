import { pprof } from '@cortex/profile-store/testing';
import type { StartedPlatform } from '../../platform/platform.ts';
import type { PlatformUrls } from '../../platform/runner.ts';

/** A request that changes something. */
export interface Change {
  what: string;
  url: string;
  type: string;
  body: Buffer;
}

/** The changes that are possible in each store, identified by a mark. */
export function changesBy(mark: string, urls: PlatformUrls): Change[] {
  const time = `${Date.now()}000000`;
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: mark } }] };
  const gauge = { dataPoints: [{ timeUnixNano: time, asInt: '1' }] };
  const metrics = (suffix: string) => ({
    resourceMetrics: [{ resource, scopeMetrics: [{ metrics: [{ name: `${mark}.${suffix}`, gauge }] }] }],
  });
  const record = { timeUnixNano: time, body: { stringValue: 'by OTLP' } };
  const logs = { resourceLogs: [{ resource, scopeLogs: [{ logRecords: [record] }] }] };
  const line = { _msg: 'by JSON', 'service.name': mark };
  return [
    json('a line in the log store', `${urls.logs}/insert/jsonline?_stream_fields=service.name`, line),
    json('a line by OTLP', `${urls.collector}/v1/logs`, logs),
    json('a metric by OTLP', `${urls.collector}/v1/metrics`, metrics('sent')),
    json('a metric in Prometheus', `${urls.prometheus}/api/v1/otlp/v1/metrics`, metrics('stored')),
    json('a silence', `${urls.alertmanager}/api/v2/silences`, silence(mark)),
    {
      what: 'a profile',
      url: `${urls.profiles}/ingest?name=${mark}`,
      type: 'application/octet-stream',
      body: Buffer.from(pprof({})),
    },
  ];
}

/** A failed login; a few of them would lock a user out. */
export function failedLogin(username: string, urls: PlatformUrls): Change {
  const body = new URLSearchParams({ username, password: 'wrong' });
  return {
    what: 'a failed login',
    url: `${urls.coreApi}/auth/login`,
    type: 'application/x-www-form-urlencoded',
    body: Buffer.from(body.toString()),
  };
}

/** The changes that have been made. */
export async function changesFound(mark: string, { urls, logs, prometheus }: StartedPlatform): Promise<string[]> {
  const lines = await logs.query(`"service.name":="${mark}"`);
  const names = await prometheus.metricNames(`{__name__=~"${mark}_.*"}`);
  const silences = await (await fetch(`${urls.alertmanager}/api/v2/silences`)).text();
  const profiles = await (await post(`${urls.profiles}/querier.v1.QuerierService/LabelValues`, labelValues())).text();
  return [
    ...lines.map(({ _msg }) => (_msg === 'by OTLP' ? 'a line by OTLP' : 'a line in the log store')),
    ...names.map((name) => (name.endsWith('sent') ? 'a metric by OTLP' : 'a metric in Prometheus')),
    ...(silences.includes(mark) ? ['a silence'] : []),
    ...(profiles.includes(mark) ? ['a profile'] : []),
  ];
}

function json(what: string, url: string, body: unknown): Change {
  return { what, url, type: 'application/json', body: Buffer.from(JSON.stringify(body)) };
}

function silence(mark: string) {
  const matchers = [{ name: 'alertname', value: mark, isRegex: false, isEqual: true }];
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
  return { matchers, startsAt: hours(0), endsAt: hours(87_600), createdBy: mark, comment: mark };
}

function labelValues() {
  return { name: 'service_name', start: Date.now() - 3_600_000, end: Date.now() + 60_000 };
}

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
