import { stringify } from 'yaml';
import { BURN_ALERTS, type BurnAlert, type BurnWindow, burnFactor } from './burn-alert.ts';
import { type Objective, objectivesOf } from './objective.ts';
import type { ServiceLevels } from './schema.ts';

/** Long windows are computed from the rates recorded for 5 minutes each, because three days of raw samples would be too many. */
const INTERVAL_SECONDS = 30;
/** The number of events that an alert's window must have. Among fewer, one slow request could be half of them. */
const FEWEST_EVENTS = 10;
/** The recorded rates have to reach back into this first share of a window. Otherwise, after a start, three days could be twenty seconds of load. */
const FIRST_SHARE = 0.1;

/** The text of rules/slo.rules.yml. */
export function renderRules(levels: ServiceLevels): string {
  const groups = [
    {
      name: 'slo',
      interval: `${INTERVAL_SECONDS}s`,
      rules: [
        ...objectivesOf(levels).flatMap(recordings),
        ...windowsOf(BURN_ALERTS).map(burnRate),
        ...BURN_ALERTS.map((alert) => burnAlert(alert, Number.parseInt(levels.period, 10))),
      ],
    },
  ];
  return `# Generated from slo.yaml by \`npm run slo\`: change that file, not this one.\n${stringify({ groups }, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

function recordings({ name, declared, target, ...objective }: Objective) {
  const labels = { slo: name, job: declared.service, page: String(declared.page) };
  return [
    // Recorded only for people who look at the figures.
    { record: 'slo:objective:info', expr: 'vector(1)', labels: { ...labels, meaning: declared.meaning, target } },
    { record: 'slo:error_budget', expr: `vector(${objective.budget})`, labels },
    { record: 'slo:events:rate5m', expr: objective.events, labels },
    { record: 'slo:bad_events:rate5m', expr: objective.badEvents, labels },
  ];
}

function windowsOf(alerts: readonly BurnAlert[]): string[] {
  return [...new Set(alerts.flatMap(({ windows }) => windows.flatMap(({ short, long }) => [short, long])))];
}

function burnRate(window: string) {
  const within = (series: string) => `sum_over_time(${series}[${window}])`;
  return {
    record: burnRateName(window),
    expr: `${within('slo:bad_events:rate5m')} / (${within('slo:events:rate5m')} > 0) / slo:error_budget`,
  };
}

function burnRateName(window: string): string {
  return `slo:burn_rate:${window}`;
}

function burnAlert({ name, severity, selector, windows, summary }: BurnAlert, periodDays: number) {
  const conditions = windows.map((window) => {
    const factor = burnFactor(window, periodDays);
    const burns = (range: string) => `${burnRateName(range)}${selector} > ${factor}`;
    const events = `sum_over_time(slo:events:rate5m[${window.long}]) * ${INTERVAL_SECONDS} >= ${FEWEST_EVENTS}`;
    return `(${burns(window.long)} and ${burns(window.short)} and ${events} and ${reachesBack(window)})`;
  });
  return {
    alert: name,
    expr: conditions.join(' or '),
    labels: { severity },
    annotations: {
      summary,
      description: descriptionOf(windows),
      runbook_url: `deploy/prometheus/runbooks.md#${name.toLowerCase()}`,
    },
  };
}

/** Whether the recordings reach back far enough. The budgets serve as the sign, because they are recorded whenever Prometheus runs. */
function reachesBack({ hours }: BurnWindow): string {
  const first = Math.round(hours * 60 * FIRST_SHARE);
  return `present_over_time(slo:error_budget[${first}m] offset ${hours * 60 - first}m)`;
}

function descriptionOf(windows: BurnAlert['windows']): string {
  const spent = windows.map(({ budgetSpent, long }) => `${budgetSpent * 100} % in ${long}`);
  return `At this pace an objective of {{ $labels.job }} spends ${spent.join(' or ')} of its error budget.`;
}
