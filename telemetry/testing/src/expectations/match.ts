import type { Equals, ExpectedSpan, SpanNode, Trace } from '../traces/types.ts';
import { assign } from './assign.ts';
import { isNamed, matchLinks } from './match-links.ts';

export interface MatchOptions {
  /** True: no span and no link besides those stated, siblings in the stated order. False: more may be there, in any order. */
  exact: boolean;
  equals: Equals;
}

/** The outcome of laying an expected tree over a trace. */
export interface Match {
  pass: boolean;
  /** Each expected span that found its own. */
  found: Map<ExpectedSpan, SpanNode>;
}

const NO_MATCH: Match = { pass: false, found: new Map() };

/** Lays the expected tree over the trace: at its root when exact, else wherever it fits best. */
export function matchTrace(trace: Trace, expected: ExpectedSpan, options: MatchOptions): Match {
  const places = options.exact ? trace.roots : trace.spans;
  const matches = places.map((place) => matchSpan({ trace, ...options }, place, expected));
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
    const place = span.children[index];
    return place === undefined ? NO_MATCH : matchSpan(scope, place, child);
  });
  const complete = span.children.length === children.length;
  return {
    pass: complete && matches.every(({ pass }) => pass),
    found: new Map(matches.flatMap(({ found }) => [...found])),
  };
}

/** Each expected child takes a span of its own. */
function matchInAnyOrder(scope: Scope, span: SpanNode, { children = [] }: ExpectedSpan): Match {
  const matches = children.map((child) => span.children.map((place) => matchSpan(scope, place, child)));
  const placeOf = assign(
    children.length,
    span.children.length,
    (child, place) => matches[child]?.[place]?.pass === true,
  );
  const taken = new Set(placeOf.values());
  const nextBest = (tried: Match[]) => tried.filter((_, place) => !taken.has(place)).reduce(better, NO_MATCH);
  const best = matches.map((tried, child) => tried[placeOf.get(child) ?? -1] ?? nextBest(tried));
  return { pass: placeOf.size === children.length, found: new Map(best.flatMap(({ found }) => [...found])) };
}

/** Whether the span itself, its children aside, is as stated. */
function isLike({ trace, equals, exact }: Scope, span: SpanNode, expected: ExpectedSpan): boolean {
  return (
    isNamed(span, expected) &&
    (expected.status === undefined || expected.status === span.status) &&
    Object.entries(expected.attributes ?? {}).every(([key, value]) => equals(span.attributes[key], value)) &&
    matchLinks(trace, span, { links: expected.links, exact })
  );
}
