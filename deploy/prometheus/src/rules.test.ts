import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { declaredNames } from './testing/declared-names.ts';
import { namesIn } from './testing/promql-names.ts';

interface Rule {
  expr: string;
  alert?: string;
  record?: string;
  annotations?: Record<string, string>;
}

interface RuleTest {
  alert_rule_test?: { alertname: string; exp_alerts: unknown[] }[];
  promql_expr_test?: { expr: string; exp_samples: unknown[] }[];
}

const deploy = join(import.meta.dirname, '..');
const rulesDirectory = join(deploy, 'rules');

function readAll<Content>(ending: string): Content[] {
  const names = readdirSync(rulesDirectory).filter((name) => name.endsWith(ending));
  return names.map((name) => parse(readFileSync(join(rulesDirectory, name), 'utf8')));
}

const rules = readAll<{ groups: { rules: Rule[] }[] }>('.rules.yml')
  .flatMap(({ groups }) => groups)
  .flatMap((group) => group.rules);
const tests = readAll<{ tests: RuleTest[] }>('.test.yml').flatMap((file) => file.tests);
const alerts = rules.flatMap(({ alert }) => alert ?? []);
const recordings = [...new Set(rules.flatMap(({ record }) => record ?? []))];
const cases = tests.flatMap(({ alert_rule_test: found = [] }) => found);

test('no two alerts have the same name', () => {
  expect(alerts.filter((alert, index) => alerts.indexOf(alert) !== index)).toEqual([]);
});

test('every rule reads only metrics that are declared or recorded', () => {
  const known = new Set([...declaredNames(), ...recordings]);
  for (const { alert, record, expr } of rules) {
    const { metrics, patterns } = namesIn(expr);
    const unknown = metrics.filter((name) => !known.has(name));
    const idle = patterns.filter((pattern) => ![...known].some((name) => pattern.test(name)));
    expect({ rule: alert ?? record, unknown, idle }).toEqual({ rule: alert ?? record, unknown: [], idle: [] });
  }
});

test('every alert has in rules/*.test.yml a case that fires it and one that does not', () => {
  const seen = (alert: string, fires: boolean) =>
    cases.some(({ alertname, exp_alerts: expected }) => alertname === alert && expected.length > 0 === fires);
  expect(alerts.filter((alert) => !seen(alert, true) || !seen(alert, false))).toEqual([]);
  expect(cases.map(({ alertname }) => alertname).filter((name) => !alerts.includes(name))).toEqual([]);
});

test('a description has no $value and only labels by which notifications are grouped, because a notification whose alerts differ in it would have no text', () => {
  const { route } = parse(readFileSync(join(deploy, '../alertmanager/alertmanager.yml'), 'utf8'));
  for (const { alert, annotations: { description = '' } = {} } of rules) {
    const labels = [...description.matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label);
    const varying = labels.filter((label) => !route.group_by.includes(label));
    expect({ alert, varying, hasValue: description.includes('$value') }).toEqual({
      alert,
      varying: [],
      hasValue: false,
    });
  }
});

test('every summary contains $value, except those of alerts on a state, which are listed in this test', () => {
  const states = [
    'BackendDown',
    'CircuitBreakerOpen',
    'CollectorDeliversNothing',
    'CollectorSilent',
    'EventBusDisconnected',
    'ServiceDegraded',
    'ServiceDown',
    'ServiceUnhealthy',
  ];
  const without = rules.filter(({ alert, annotations }) => alert && !annotations?.summary?.includes('$value'));
  expect(without.map(({ alert }) => alert).toSorted()).toEqual(states);
});

test('every recording has a case that states its values', () => {
  const stated = tests
    .flatMap(({ promql_expr_test: found = [] }) => found)
    .filter(({ exp_samples: samples }) => samples.length > 0)
    .map(({ expr }) => expr);
  const names = stated.map((expr) => /[a-z_]+:[\w:]+/.exec(expr)?.[0]);
  expect(recordings.filter((recording) => !names.includes(recording))).toEqual([]);
});

test('every alert has a section in the runbooks and links to it, and every section belongs to an alert', () => {
  const runbooks = readFileSync(join(deploy, 'runbooks.md'), 'utf8');
  const sections = [...runbooks.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  expect(sections.toSorted()).toEqual(alerts.toSorted());
  for (const { alert, annotations } of rules) {
    if (alert === undefined) continue;
    expect(annotations).toMatchObject({
      summary: expect.any(String),
      description: expect.any(String),
      runbook_url: `deploy/prometheus/runbooks.md#${alert.toLowerCase()}`,
    });
  }
});
