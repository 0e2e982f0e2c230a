/** Represents all values of a variable. */
export const ALL = '$__all';
/** Seconds between two scrapes, as set in Grafana's data source. */
export const SCRAPE_SECONDS = 10;

const VARIABLE = /\$(?:\{(\w+)\}|(\w+))/g;
const LABEL_VALUES = /^label_values\((?:(?<selector>.+),\s*)?(?<label>\w+)\)$/s;

export interface Chosen {
  /** The values of each variable; unknown variables are not replaced. */
  values: Record<string, readonly string[]>;
  stepSeconds: number;
}

/** Replaces the variables of an expression, as Grafana does for Prometheus. */
export function interpolated(expression: string, { values, stepSeconds }: Chosen): string {
  const own: Record<string, string> = {
    __rate_interval: `${Math.max(stepSeconds + SCRAPE_SECONDS, 4 * SCRAPE_SECONDS)}s`,
    __interval: `${stepSeconds}s`,
  };
  return expression.replace(VARIABLE, (whole, braced?: string, plain?: string) => {
    const name = braced ?? plain ?? '';
    const chosen = values[name];
    return own[name] ?? (chosen === undefined ? whole : alternatives(chosen));
  });
}

/** What to query for the values of a variable; undefined for another kind of query. */
export function labelValuesOf(query: string): { selector?: string | undefined; label: string } | undefined {
  const { selector, label } = LABEL_VALUES.exec(query.trim())?.groups ?? {};
  return label === undefined ? undefined : { selector, label };
}

/** A part of a regular expression within a PromQL string. Without values it matches anything. */
function alternatives(values: readonly string[]): string {
  if (values.length === 0) return '.*';
  const escaped = values.map((value) => JSON.stringify(value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).slice(1, -1));
  return escaped.length === 1 ? (escaped[0] ?? '') : `(${escaped.join('|')})`;
}
