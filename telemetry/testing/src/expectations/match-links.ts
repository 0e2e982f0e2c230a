import type { ExpectedLink, SpanNode, Trace, TraceSpan } from '../traces/types.ts';
import { assign } from './assign.ts';

/** Whether each expected link finds one of its own among the span's; when exact, also whether none is left. */
export function matchLinks(trace: Trace, span: SpanNode, { links = [], exact }: LinkWish): boolean {
  if (exact && span.links.length !== links.length) return false;
  const linked = span.links.map((link) => trace.spans.find(({ spanId }) => spanId === link.spanId));
  const suits = (wish: number, place: number) => isLinkTo(linked[place], links[wish] as ExpectedLink);
  return assign(links.length, linked.length, suits).size === links.length;
}

interface LinkWish {
  links: ExpectedLink[] | undefined;
  exact: boolean;
}

/** Nothing is known of a span of another trace. */
function isLinkTo(linked: TraceSpan | undefined, expected: ExpectedLink): boolean {
  if (linked === undefined) return Object.values(expected).every((value) => value === undefined);
  return isNamed(linked, expected);
}

export function isNamed(span: TraceSpan, { name, kind, service }: ExpectedLink): boolean {
  // `test` would remember its position in an expression with the flag g or y.
  const nameFits = name instanceof RegExp ? span.name.search(name) !== -1 : name === undefined || name === span.name;
  return nameFits && (kind === undefined || kind === span.kind) && (service === undefined || service === span.service);
}
