import type { Equals, ExpectedSpan, SpanNode, Trace } from './types.ts';

export interface MatchOptions {
  /** True: no span besides those stated, siblings in the stated order. False: more may be there, in any order. */
  exact: boolean;
  equals: Equals;
}

/** The outcome of laying an expected tree over a trace. */
export interface Match {
  pass: boolean;
  /** Each expected span that found its own. */
  found: Map<ExpectedSpan, SpanNode>;
}

/** Lays the expected tree over the trace: at its root when exact, else wherever it fits best. */
export function matchTrace(trace: Trace, expected: ExpectedSpan, options: MatchOptions): Match {
  const places = options.exact ? trace.roots : trace.spans;
  const matches = places.map((place) => matchSpan({ trace, ...options }, place, expected));
  const best = matches.reduce(better, { pass: false, found: new Map() });
  return options.exact && trace.roots.length !== 1 ? { ...best, pass: false } : best;
}

type Scope = MatchOptions & { trace: Trace };

const better = (a: Match, b: Match): Match =>
  (b.pass && !a.pass) || (b.pass === a.pass && b.found.size > a.found.size) ? b : a;

function matchSpan(scope: Scope, span: SpanNode, expected: ExpectedSpan): Match {
  if (!isLike(scope, span, expected)) return { pass: false, found: new Map() };
  const children = scope.exact ? matchInOrder(scope, span, expected) : matchInAnyOrder(scope, span, expected);
  return { pass: children.pass, found: new Map([[expected, span], ...children.found]) };
}

function matchInOrder(scope: Scope, span: SpanNode, { children = [] }: ExpectedSpan): Match {
  const matches = children.map((child, index) => {
    const place = span.children[index];
    return place === undefined ? { pass: false, found: new Map() } : matchSpan(scope, place, child);
  });
  const complete = span.children.length === children.length;
  return {
    pass: complete && matches.every(({ pass }) => pass),
    found: new Map(matches.flatMap(({ found }) => [...found])),
  };
}

/** Each expected child takes a span of its own: bipartite matching along augmenting paths. */
function matchInAnyOrder(scope: Scope, span: SpanNode, { children = [] }: ExpectedSpan): Match {
  const matches = new Map(
    children.map((child) => [child, span.children.map((place) => matchSpan(scope, place, child))]),
  );
  const takenBy = new Map<number, ExpectedSpan>();
  const take = (child: ExpectedSpan, tried: Set<number>): boolean =>
    (matches.get(child) ?? []).some((match, place) => {
      if (!match.pass || tried.has(place)) return false;
      tried.add(place);
      const holder = takenBy.get(place);
      if (holder !== undefined && !take(holder, tried)) return false;
      takenBy.set(place, child);
      return true;
    });
  const missing = children.filter((child) => !take(child, new Set()));
  const placed = [...takenBy].flatMap(([place, child]) => [...(matches.get(child)?.[place]?.found ?? [])]);
  const partial = missing.flatMap((child) => [
    ...(matches.get(child) ?? []).reduce(better, { pass: false, found: new Map() }).found,
  ]);
  return { pass: missing.length === 0, found: new Map([...placed, ...partial]) };
}

/** Whether the span itself, its children aside, is as stated. */
function isLike({ trace, equals }: Scope, span: SpanNode, expected: ExpectedSpan): boolean {
  return (
    isNamed(span, expected) &&
    (expected.status === undefined || expected.status === span.status) &&
    Object.entries(expected.attributes ?? {}).every(([key, value]) => equals(span.attributes[key], value)) &&
    (expected.links ?? []).every((link) => linkedSpans(trace, span).some((linked) => isNamed(linked, link)))
  );
}

function isNamed(span: SpanNode, { name, kind, service }: Pick<ExpectedSpan, 'name' | 'kind' | 'service'>): boolean {
  const nameFits = name instanceof RegExp ? name.test(span.name) : name === undefined || name === span.name;
  return nameFits && (kind === undefined || kind === span.kind) && (service === undefined || service === span.service);
}

function linkedSpans(trace: Trace, span: SpanNode): SpanNode[] {
  return trace.spans.filter(({ spanId }) => span.links.some((link) => link.spanId === spanId));
}
