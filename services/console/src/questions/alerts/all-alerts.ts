import type { Alert, Silence } from '../../backends/alertmanager.ts';
import type { Backends } from '../../backends/backends.ts';
import type { AlertRule } from '../../backends/prometheus.ts';
import { serviceOf } from '../../model/services/job.ts';
import { Settled } from '../settled.ts';

export const ALERT_STATES = ['firing', 'pending', 'silenced'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export interface KnownAlert {
  name: string;
  /** An alert that another one inhibits counts as silenced. */
  state: AlertState;
  /** ISO 8601. */
  since: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** PromQL of its rule, if known. */
  expression: string | undefined;
  service: string | undefined;
  silencedBy: string[];
}

export interface AllAlerts {
  alerts: KnownAlert[];
  /** The silences that are active or pending. */
  silences: Silence[];
  /** Reasons why a backend could not be queried. */
  away: string[];
}

/** Firing, pending and silenced alerts. */
export async function allAlerts({ alertmanager, prometheus }: Backends): Promise<AllAlerts> {
  const settled = new Settled();
  const [sent, rules, silences] = await Promise.all([
    settled.orNone(alertmanager.alerts(), []),
    settled.orNone(prometheus.alertRules(), []),
    settled.orNone(alertmanager.silences(), []),
  ]);
  const expressions = new Map(rules.map(({ name, query }) => [name, query]));
  const known = [...sent.map((alert) => fromAlertmanager(alert, expressions)), ...rules.flatMap(pendingOf)];
  return {
    alerts: known.sort(worstFirst),
    silences: silences.filter(({ status }) => status.state !== 'expired'),
    away: settled.away,
  };
}

function fromAlertmanager(alert: Alert, expressions: ReadonlyMap<string, string>): KnownAlert {
  const { labels, annotations, startsAt, status } = alert;
  const { alertname: name = '' } = labels;
  const state = status.state === 'suppressed' ? 'silenced' : 'firing';
  const { silencedBy } = status;
  return {
    ...subjectOf(labels),
    name,
    state,
    since: startsAt,
    annotations,
    expression: expressions.get(name),
    silencedBy,
  };
}

function pendingOf({ name, query, alerts }: AlertRule): KnownAlert[] {
  return alerts
    .filter(({ state }) => state === 'pending')
    .map(({ labels, annotations, activeAt }) => ({
      ...subjectOf(labels),
      name,
      state: 'pending',
      since: activeAt,
      annotations,
      expression: query,
      silencedBy: [],
    }));
}

function subjectOf(labels: Record<string, string>): Pick<KnownAlert, 'labels' | 'service'> {
  return { labels, service: labels.service ?? (labels.job === undefined ? undefined : serviceOf(labels.job)) };
}

function worstFirst(a: KnownAlert, b: KnownAlert): number {
  const rank = ({ state, labels }: KnownAlert) =>
    ALERT_STATES.indexOf(state) * 2 + Number(labels.severity !== 'critical');
  return rank(a) - rank(b) || (a.since < b.since ? 1 : -1);
}
