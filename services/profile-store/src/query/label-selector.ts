import { RE2JS } from 're2js';

/** One condition on a label; a label that a series lacks counts as empty. */
export interface LabelMatcher {
  label: string;
  matches(value: string): boolean;
}

const CONDITION = /^\s*([a-zA-Z_][\w.]*)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"\s*(,|$)/;

/** What a selector is not: says where reading it stopped. */
export class SelectorError extends Error {
  constructor(selector: string, rest: string) {
    super(`the label selector ${selector} is not valid at "${rest}": expected {label="value", other=~"pattern"}`);
    this.name = 'SelectorError';
  }
}

/** Reads Prometheus' notation; without a selector everything matches. Throws {@link SelectorError}. */
export function parseSelector(selector: string): LabelMatcher[] {
  const trimmed = selector.trim();
  if (trimmed === '') return [];
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) throw new SelectorError(selector, trimmed);
  const matchers: LabelMatcher[] = [];
  let rest = trimmed.slice(1, -1);
  while (rest.trim() !== '') {
    const condition = CONDITION.exec(rest);
    if (condition === null) throw new SelectorError(selector, rest);
    const [text, label = '', operator = '', quoted = ''] = condition;
    matchers.push({ label, matches: comparison(operator, unquote(quoted), selector) });
    rest = rest.slice(text.length);
  }
  return matchers;
}

/** Undefined for a label that is not there, whatever else objects have under that name. */
export function labelValue(labels: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(labels, name) ? labels[name] : undefined;
}

export function matchesAll(matchers: readonly LabelMatcher[], labels: Readonly<Record<string, string>>): boolean {
  return matchers.every(({ label, matches }) => matches(labelValue(labels, label) ?? ''));
}

function comparison(operator: string, wanted: string, selector: string): LabelMatcher['matches'] {
  if (operator === '=') return (value) => value === wanted;
  if (operator === '!=') return (value) => value !== wanted;
  const pattern = compile(wanted, selector);
  return operator === '=~' ? (value) => pattern.matches(value) : (value) => !pattern.matches(value);
}

/** RE2 as in Pyroscope: its time is linear, so that no pattern can hold up the store. */
function compile(pattern: string, selector: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch {
    throw new SelectorError(selector, pattern);
  }
}

const unquote = (text: string): string =>
  text.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
