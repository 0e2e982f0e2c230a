import type { Equals, ExpectedSpan, SpanNode, Trace } from '../traces/types.ts';
import { assign } from './assign.ts';
import { isNamed, matchLinks } from './match-links.ts';

export interface MatchOptions {
  /** True: exactly the stated spans and links, siblings in the stated order. False: others may be present, in any order. */
  exact: boolean;
  equals: Equals;
}

/** The outcome of matching an expected tree against a trace. */
export interface Match {
  pass: boolean;
  /** The expected spans that were found, with the spans that match them. */
  found: Map<ExpectedSpan, SpanNode>;
}

const NO_MATCH: Match = { pass: false, found: new Map() };

/** Matches the expected tree against the trace: at its root when exact, else wherever it fits best. */
export function matchTrace(trace: Trace, expected: ExpectedSpan, options: MatchOptions): Match {
  const candidates = options.exact ? trace.roots : trace.spans;
  const matches = candidates.map((candidate) => matchSpan({ trace, ...options }, candidate, expected));
  const best = matches.reduce(better, NO_MATCH);
  return options.exact && trace.roots.length !== 1 ? { ...best, pass: false } : best;
}

type Scope = MatchOptions & { trace: Trace };

const better = (a: Match, b: Match): Match =>
  (b.pass && !a.pass) || (b.pass === a.pass && b.found.size > a.found.size) ? b : a;

function matchSpan(scope: Scope, span: SpanNode, expected: ExpectedSpan): Match {
  if (!isLike(scope, span, expected)) return NO_MATCH;
  const children = scope.exact ? matchInOrder(scope, span, expected) : matchInAnyOrder(scope, span, expected);
  return { pass: children.pass, found: new Map([[expected, span], ...children.found]) };
}

function matchInOrder(scope: Scope, span: SpanNode, { children = [] }: ExpectedSpan): Match {
  const matches = children.map((child, index) => {
    const candidate = span.children[index];
    return candidate === undefined ? NO_MATCH : matchSpan(scope, candidate, child);
  });
  const complete = span.children.length === children.length;
  return {
    pass: complete && matches.every(({ pass }) => pass),
    found: new Map(matches.flatMap(({ found }) => [...found])),
  };
}

/** Matches each expected child with a different span. */
function matchInAnyOrder(scope: Scope, span: SpanNode, { children = [] }: ExpectedSpan): Match {
  const matches = children.map((child) => span.children.map((candidate) => matchSpan(scope, candidate, child)));
  const assigned = assign(
    children.length,
    span.children.length,
    (child, candidate) => matches[child]?.[candidate]?.pass === true,
  );
  const taken = new Set(assigned.values());
  const nextBest = (tried: Match[]) => tried.filter((_, candidate) => !taken.has(candidate)).reduce(better, NO_MATCH);
  const best = matches.map((tried, child) => tried[assigned.get(child) ?? -1] ?? nextBest(tried));
  return { pass: assigned.size === children.length, found: new Map(best.flatMap(({ found }) => [...found])) };
}

/** Whether the span itself, apart from its children, is as stated. */
function isLike({ trace, equals, exact }: Scope, span: SpanNode, expected: ExpectedSpan): boolean {
  return (
    isNamed(span, expected) &&
    (expected.status === undefined || expected.status === span.status) &&
    Object.entries(expected.attributes ?? {}).every(([key, value]) => equals(span.attributes[key], value)) &&
    matchLinks(trace, span, { links: expected.links, exact })
  );
}
