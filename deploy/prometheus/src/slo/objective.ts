import type { DeclaredObjective, ServiceLevels } from './schema.ts';

/** A share of the events that has to be good. A declared latency has one objective for each percentile. */
export interface Objective {
  readonly name: string;
  readonly declared: DeclaredObjective;
  /** Share of the events that may be bad, 0 to 1. */
  readonly budget: number;
  /** The objective in words, such as `95 % within 100 ms`. */
  readonly target: string;
  /** PromQL: events per second. */
  readonly events: string;
  /** PromQL: bad events per second. */
  readonly badEvents: string;
}

export function objectivesOf({ objectives }: ServiceLevels): Objective[] {
  return Object.entries(objectives).flatMap(([name, declared]) => {
    if ('errors' in declared) return [errorObjective(name, declared)];
    return Object.entries(declared.within).map(([percentile, seconds]) =>
      latencyObjective(`${name}_${percentile}`, { declared, share: Number(percentile.slice(1)) / 100, seconds }),
    );
  });
}

type Declared<Kind extends string> = Extract<DeclaredObjective, Record<Kind, unknown>>;

function errorObjective(name: string, declared: Declared<'errors'>): Objective {
  const { bad, all } = declared.errors;
  const events = ratePerSecond(all);
  // As long as nothing has failed, the series of failures does not exist.
  return {
    name,
    declared,
    events,
    badEvents: `${ratePerSecond(bad)} or 0 * ${events}`,
    budget: budgetOf(declared.target),
    target: percent(declared.target),
  };
}

interface Latency {
  declared: Declared<'latency'>;
  share: number;
  seconds: number;
}

function latencyObjective(name: string, { declared, share, seconds }: Latency): Objective {
  const events = ratePerSecond(series(declared.latency, '_count'));
  const good = ratePerSecond(series(declared.latency, '_bucket', [declared.good, `le="${seconds}"`]));
  // If everything has failed, the series of good events may not exist.
  const found = declared.good === undefined ? good : `(${good} or 0 * ${events})`;
  return {
    name,
    declared,
    events,
    badEvents: `clamp_min(${events} - ${found}, 0)`,
    budget: budgetOf(share),
    target: `${percent(share)} within ${seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds} s`}`,
  };
}

function budgetOf(target: number): number {
  return Number((1 - target).toFixed(6));
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))} %`;
}

function ratePerSecond(metric: string): string {
  return `sum(rate(${metric}[5m]))`;
}

function series(metric: string, suffix: string, more: (string | undefined)[] = []): string {
  const [, name = '', matchers = ''] = /^([a-z_]+)(?:\{(.+)\})?$/.exec(metric) ?? [];
  const all = [matchers, ...more].filter((part) => part !== undefined && part !== '');
  return `${name}${suffix}${all.length > 0 ? `{${all.join(',')}}` : ''}`;
}
