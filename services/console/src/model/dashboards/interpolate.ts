/** What stands for every value of a variable. */
export const ALL = '$__all';
/** Seconds between two scrapes, as Grafana's data source has them. */
export const SCRAPE_SECONDS = 10;

const VARIABLE = /\$(?:\{(\w+)\}|(\w+))/g;
const LABEL_VALUES = /^label_values\((?:(?<selector>.+),\s*)?(?<label>\w+)\)$/s;

export interface Chosen {
  /** The values of each variable; of a name that is not here nothing is replaced. */
  values: Record<string, readonly string[]>;
  stepSeconds: number;
}

/** An expression with its variables replaced, as Grafana does it for Prometheus. */
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

/** What the values of a variable are asked for by; undefined for a query of another kind. */
export function labelValuesOf(query: string): { selector?: string | undefined; label: string } | undefined {
  const { selector, label } = LABEL_VALUES.exec(query.trim())?.groups ?? {};
  return label === undefined ? undefined : { selector, label };
}

/** A part of a regular expression in a string of PromQL. Without a value anything fits. */
function alternatives(values: readonly string[]): string {
  if (values.length === 0) return '.*';
  const escaped = values.map((value) => JSON.stringify(value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).slice(1, -1));
  return escaped.length === 1 ? (escaped[0] ?? '') : `(${escaped.join('|')})`;
}
