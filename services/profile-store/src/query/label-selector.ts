import { LabelPatterns } from './label-patterns.ts';
import { SelectorError } from './selector-error.ts';

/** One condition on a label. A missing label counts as empty. */
export interface LabelMatcher {
  label: string;
  matches(value: string): boolean;
}

const CONDITION = /^\s*([a-zA-Z_][\w.]*)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"\s*(,|$)/;

/** The most conditions in one query: each is compared with every series. */
const MOST_MATCHERS = 100;

interface Condition {
  label: string;
  operator: string;
  wanted: string;
  /** The selector with the condition. */
  selector: string;
}

const invalid = (selector: string, rest: string) =>
  new SelectorError(
    `the label selector ${selector} is not valid at "${rest}": expected {label="value", other=~"pattern"}`,
  );

/** Parses several selectors, all of which must match. Throws {@link SelectorError}; the matchers throw it as well, when patterns take too long. */
export function parseSelectors(selectors: readonly string[]): LabelMatcher[] {
  const conditions = selectors.flatMap(parseSelector);
  if (conditions.length > MOST_MATCHERS)
    throw new SelectorError(`expected at most ${MOST_MATCHERS} conditions on labels, got ${conditions.length}`);
  const patterns = new LabelPatterns();
  return conditions.map((condition) => ({ label: condition.label, matches: comparison(condition, patterns) }));
}

/** Parses Prometheus' notation. An empty selector matches everything. */
function parseSelector(selector: string): Condition[] {
  const trimmed = selector.trim();
  if (trimmed === '') return [];
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) throw invalid(selector, trimmed);
  const conditions: Condition[] = [];
  let rest = trimmed.slice(1, -1);
  while (rest.trim() !== '') {
    const condition = CONDITION.exec(rest);
    if (condition === null) throw invalid(selector, rest);
    const [text, label = '', operator = '', quoted = ''] = condition;
    conditions.push({ label, operator, wanted: unquote(quoted), selector });
    rest = rest.slice(text.length);
  }
  return conditions;
}

/** The value of a label; undefined if there is none, whatever every object has under that name. */
export function labelValue(labels: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(labels, name) ? labels[name] : undefined;
}

export function matchesAll(matchers: readonly LabelMatcher[], labels: Readonly<Record<string, string>>): boolean {
  return matchers.every(({ label, matches }) => matches(labelValue(labels, label) ?? ''));
}

function comparison({ operator, wanted, selector }: Condition, patterns: LabelPatterns): LabelMatcher['matches'] {
  if (operator === '=') return (value) => value === wanted;
  if (operator === '!=') return (value) => value !== wanted;
  const matches = patterns.read(wanted);
  if (matches === undefined) throw invalid(selector, wanted);
  return operator === '=~' ? matches : (value) => !matches(value);
}

const ESCAPES: Record<string, string> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/gs;

/** The text of a quoted string, with the escapes of Go and JSON. */
function unquote(text: string): string {
  return text.replace(ESCAPE, (_, byte?: string, unit?: string, character = '') => {
    const digits = byte ?? unit;
    return digits === undefined ? (ESCAPES[character] ?? character) : String.fromCharCode(Number.parseInt(digits, 16));
  });
}
