import { readFileSync } from 'node:fs';
import { platformContract } from '@cortex/signals/platform-contract';
import { BURN_ALERTS, burnFactor } from './burn-alert.ts';
import { loadServiceLevels, parseServiceLevels } from './load.ts';
import { objectivesOf } from './objective.ts';
import { outputs } from './outputs.ts';

const VALID = `
period: 30d
objectives:
  speed: { meaning: Speed, service: core-api, latency: 'wait_seconds{kind="a"}', within: { p95: 0.1, p99: 0.2 } }
  answers: { meaning: Answers, service: core-api, latency: wait_seconds, good: 'kind="a"', within: { p95: 0.1 } }
  success: { meaning: Success, service: core-api, page: true, errors: { bad: failures_total, all: calls_total }, target: 0.999 }
`;

test.each(outputs())('$name agrees with slo.yaml', ({ file, content }) => {
  expect(readFileSync(file, 'utf8') === content || 'differs: run `npm run slo`').toBe(true);
});

test('each percentile of a latency and each share of good events is an objective with its budget', () => {
  const objectives = objectivesOf(parseServiceLevels(VALID));
  expect(objectives.map(({ name, budget, target }) => [name, budget, target])).toEqual([
    ['speed_p95', 0.05, '95 % within 100 ms'],
    ['speed_p99', 0.01, '99 % within 200 ms'],
    ['answers_p95', 0.05, '95 % within 100 ms'],
    ['success', 0.001, '99.9 %'],
  ]);
  expect(objectives.map(({ badEvents }) => badEvents)).toEqual([
    'clamp_min(sum(rate(wait_seconds_count{kind="a"}[5m])) - sum(rate(wait_seconds_bucket{kind="a",le="0.1"}[5m])), 0)',
    'clamp_min(sum(rate(wait_seconds_count{kind="a"}[5m])) - sum(rate(wait_seconds_bucket{kind="a",le="0.2"}[5m])), 0)',
    'clamp_min(sum(rate(wait_seconds_count[5m])) - (sum(rate(wait_seconds_bucket{kind="a",le="0.1"}[5m])) or 0 * sum(rate(wait_seconds_count[5m]))), 0)',
    'sum(rate(failures_total[5m])) or 0 * sum(rate(calls_total[5m]))',
  ]);
});

test('the factors for 30 days are those of the SRE workbook', () => {
  const factors = BURN_ALERTS.flatMap(({ windows }) => windows.map((window) => burnFactor(window, 30)));
  expect(factors).toEqual([14.4, 6, 3, 1]);
});

test.each([
  ['nothing wrong', '', '', /^none$/],
  ['an unknown key', 'meaning: Speed', 'meaning: Speed, colour: red', /objectives > speed: /],
  ['a share above 1', 'target: 0.999', 'target: 99.9', /objectives > success/],
  ['good events by no label', '\'kind="a"\'', 'fast', /objectives > answers/],
  ['a period without a unit', '30d', '30', /period: expected a number of days such as 30d/],
  ['broken YAML', 'period:', 'period: [', /deploy\/prometheus\/slo\.yaml: \d+ problem/],
])('%s: the place and the reason', (_what, from, to, message) => {
  expect(problemsOf(VALID.replace(from, to))).toMatch(message);
});

test('every objective is about declared metrics, and its bound is one of their buckets', () => {
  const { metrics } = platformContract();
  const { objectives } = loadServiceLevels();
  const used = Object.values(objectives).map((declared) =>
    'latency' in declared
      ? { names: [declared.latency], bounds: Object.values(declared.within) }
      : { names: Object.values(declared.errors), bounds: [] },
  );
  for (const { names, bounds } of used) {
    const declared = names.map((name) => metrics[name.replace(/\{.*/, '')]);
    expect({ names, declared }).toEqual({ names, declared: names.map(() => expect.anything()) });
    expect(declared[0]?.buckets ?? []).toEqual(expect.arrayContaining(bounds));
  }
});

function problemsOf(yaml: string): string {
  try {
    parseServiceLevels(yaml);
    return 'none';
  } catch (error) {
    return String(error);
  }
}
