import type { ExpectedLink, SpanNode, Trace, TraceSpan } from '../traces/types.ts';
import { assign } from './assign.ts';

/** Whether each expected link matches a different link of the span; when exact, the span must have no other link. */
export function matchLinks(trace: Trace, span: SpanNode, { links = [], exact }: ExpectedLinks): boolean {
  if (exact && span.links.length !== links.length) return false;
  const linked = span.links.map((link) => trace.spans.find(({ spanId }) => spanId === link.spanId));
  const fits = (expected: number, link: number) => isLinkTo(linked[link], links[expected] as ExpectedLink);
  return assign(links.length, linked.length, fits).size === links.length;
}

interface ExpectedLinks {
  links: ExpectedLink[] | undefined;
  exact: boolean;
}

/** @param linked undefined for a span of another trace, of which nothing is known */
function isLinkTo(linked: TraceSpan | undefined, expected: ExpectedLink): boolean {
  if (linked === undefined) return Object.values(expected).every((value) => value === undefined);
  return isNamed(linked, expected);
}

export function isNamed(span: TraceSpan, { name, kind, service }: ExpectedLink): boolean {
  // `test` would keep its position in an expression with the flag g or y.
  const nameFits = name instanceof RegExp ? span.name.search(name) !== -1 : name === undefined || name === span.name;
  return nameFits && (kind === undefined || kind === span.kind) && (service === undefined || service === span.service);
}
