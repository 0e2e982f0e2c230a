import type { Attack } from '../attack.ts';
import type { Dice } from '../inputs/dice.ts';
import { hostileText } from '../inputs/hostile-values.ts';
import { mutatedBytes, mutatedJson } from '../inputs/mutate.ts';

const QUERIES = {
  console: [
    '/api/services',
    '/api/traces/00000000000000070000000000000007',
    '/api/traces/00000000000000070000000000000007/explanation',
    '/trace/00000000000000070000000000000007?span=0000000000000007',
    '/mcp',
  ],
  prometheus: [
    '/api/v1/query?query=sum(rate(up[5m]))',
    '/api/v1/query_range?query=up&start=0&end=100&step=10',
    '/api/v1/series?match[]=up',
    '/api/v1/label/job/values',
  ],
  jaeger: [
    '/api/traces/00000000000000070000000000000007',
    '/api/traces?service=core-api&limit=5&lookback=1h',
    '/api/services/core-api/operations',
    '/api/dependencies?endTs=1&lookback=1',
  ],
  logs: ['/select/logsql/query?query=error&limit=5', '/select/logsql/hits?query=*&start=1h&step=1m'],
  alertmanager: ['/api/v2/alerts?filter=a%3Db', '/api/v2/silences', '/api/v2/alerts/groups'],
  profiles: ['/pyroscope/render?query=a%7B%7D&from=now-1h', '/pyroscope/render?format=dot', '/flamegraph.json?x=1'],
} as const;

const SILENCE = {
  matchers: [{ name: 'a', value: 'b', isRegex: true }],
  startsAt: '2020-01-01T00:00:00Z',
  endsAt: 'never',
  createdBy: 'x',
  comment: 'x',
};

/** Malformed queries of the backends, and of the console, which queries them. */
export const backendQueries: Attack = {
  name: 'queries of the backends',
  weight: 7,
  send({ urls, http }, dice) {
    const backend = dice.pick(Object.keys(QUERIES) as (keyof typeof QUERIES)[]);
    return http.send({ url: `${urls[backend]}${brokenQuery(dice, dice.pick(QUERIES[backend]))}`, method: 'GET' });
  },
};

/** Writes to the backends, bypassing the Collector. */
export const backendWrites: Attack = {
  name: 'writes to the backends',
  weight: 4,
  send({ urls, http }, dice) {
    const headers = { 'content-type': 'application/json' };
    const [url, body] = dice.pick([
      [`${urls.alertmanager}/api/v2/silences`, SILENCE],
      [`${urls.logs}/insert/jsonline`, { _msg: 'x', _time: 'never' }],
      [`${urls.prometheus}/api/v1/otlp/v1/metrics`, { resourceMetrics: [{ scopeMetrics: [] }] }],
    ] as const);
    return http.send({ url, headers, body: mutatedJson(dice, body) });
  },
};

function brokenQuery(dice: Dice, query: string): string {
  if (dice.chance(0.5)) return `${query}${encodeURIComponent(hostileText(dice).toWellFormed()).slice(0, 4000)}`;
  const bytes = mutatedBytes(dice, Buffer.from(query)).toString('latin1');
  return `/${encodeURI(bytes.slice(1)).replaceAll('%25', '%')}`;
}
