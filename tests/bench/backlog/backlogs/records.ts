import { asJson, attributes, type Backlog, resource, SENDER } from './backlog.ts';

const RECORDS_PER_REQUEST = 500;

export const records: Backlog = {
  part: 'logs',
  composeService: 'logs',
  exporter: 'otlp_http/logs',
  // The queue for logs has room for 100,000.
  itemsFor: (spans) => Math.ceil(spans * 0.9),

  *requests(items) {
    for (let first = 0; first < items; first += RECORDS_PER_REQUEST) {
      const length = Math.min(RECORDS_PER_REQUEST, items - first);
      const logRecords = Array.from({ length }, (_, index) => record(first + index));
      yield asJson('/v1/logs', { resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] });
    }
  },

  taken: async ({ urls }) => (await countIn(urls.logs)).all,
  stored: ({ urls }) => countIn(urls.logs),
};

function record(index: number) {
  return {
    timeUnixNano: `${Date.now()}000000`,
    severityNumber: 9,
    body: { stringValue: `Order ${index} waits for a store that is slow` },
    attributes: attributes({ order: String(index), path: `/orders/${index}`, step: `step ${index % 20}` }),
  };
}

async function countIn(url: string) {
  const query = `{service.name="${SENDER}"} | stats count() all, count_uniq(order) different`;
  const address = new URL('/select/logsql/query', url);
  const response = await fetch(address, { method: 'POST', body: new URLSearchParams({ query }) });
  const text = await response.text();
  if (!response.ok) throw new Error(`the log store answered ${response.status} to ${query}: ${text}`);
  const { all, different } = JSON.parse(text) as Record<'all' | 'different', string>;
  return { all: Number(all), different: Number(different) };
}
