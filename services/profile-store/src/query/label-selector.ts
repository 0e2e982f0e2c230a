import { RE2JS } from 're2js';

/** One condition on a label; a label that a series lacks counts as empty. */
export interface LabelMatcher {
  label: string;
  matches(value: string): boolean;
}

const CONDITION = /^\s*([a-zA-Z_][\w.]*)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"\s*(,|$)/;

/** Of one question: each is held against every series. */
const MOST_MATCHERS = 100;
const LONGEST_PATTERN = 4096;

/** What a selector is not: says where reading it stopped. */
export class SelectorError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SelectorError';
  }
}

const invalid = (selector: string, rest: string) =>
  new SelectorError(
    `the label selector ${selector} is not valid at "${rest}": expected {label="value", other=~"pattern"}`,
  );

/** Reads several selectors, all of which have to match. Throws {@link SelectorError}. */
export function parseSelectors(selectors: readonly string[]): LabelMatcher[] {
  const matchers = selectors.flatMap(parseSelector);
  if (matchers.length <= MOST_MATCHERS) return matchers;
  throw new SelectorError(`expected at most ${MOST_MATCHERS} conditions on labels, got ${matchers.length}`);
}

/** Prometheus' notation; without a selector everything matches. */
function parseSelector(selector: string): LabelMatcher[] {
  const trimmed = selector.trim();
  if (trimmed === '') return [];
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) throw invalid(selector, trimmed);
  const matchers: LabelMatcher[] = [];
  let rest = trimmed.slice(1, -1);
  while (rest.trim() !== '') {
    const condition = CONDITION.exec(rest);
    if (condition === null) throw invalid(selector, rest);
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
  if (pattern.length > LONGEST_PATTERN)
    throw new SelectorError(`expected a pattern of at most ${LONGEST_PATTERN} characters, got ${pattern.length}`);
  try {
    return RE2JS.compile(pattern);
  } catch {
    throw invalid(selector, pattern);
  }
}

const ESCAPES: Record<string, string> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/gs;

/** As Go and JSON escape what stands between quotes. */
function unquote(text: string): string {
  return text.replace(ESCAPE, (_, byte?: string, unit?: string, character = '') => {
    const digits = byte ?? unit;
    return digits === undefined ? (ESCAPES[character] ?? character) : String.fromCharCode(Number.parseInt(digits, 16));
  });
}
