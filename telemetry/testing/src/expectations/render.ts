import { isOrphan } from '../traces/tree.ts';
import type { ExpectedSpan, SpanNode, Trace } from '../traces/types.ts';
import type { Match } from './match.ts';

/** Renders the expected and the received tree in two columns. Spans without a counterpart are marked with ✗. */
export function renderSideBySide(trace: Trace, expected: ExpectedSpan, match: Match): string {
  const left = ['Expected', '', ...expectedLines(expected, match)];
  const right = [`Received (trace ${trace.traceId})`, '', ...receivedLines(trace, expected, match)];
  const width = Math.max(...left.map((line) => line.length));
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, row) => row);
  return rows.map((row) => `${(left[row] ?? '').padEnd(width)} │ ${right[row] ?? ''}`.trimEnd()).join('\n');
}

function expectedLines(expected: ExpectedSpan, match: Match, depth = 0): string[] {
  const mark = match.found.has(expected) ? '  ' : '✗ ';
  const line = mark + '  '.repeat(depth) + describeExpected(expected);
  return [line, ...(expected.children ?? []).flatMap((child) => expectedLines(child, match, depth + 1))];
}

function receivedLines(trace: Trace, expected: ExpectedSpan, match: Match): string[] {
  const found = new Set(match.found.values());
  const asked = askedAttributes(expected);
  const lines = (span: SpanNode, depth: number): string[] => [
    (found.has(span) ? '  ' : '✗ ') +
      '  '.repeat(depth) +
      describeReceived(span, asked) +
      (isOrphan(trace, span) ? ' (parent missing)' : ''),
    ...span.children.flatMap((child) => lines(child, depth + 1)),
  ];
  return trace.roots.length === 0 ? ['(no spans)'] : trace.roots.flatMap((root) => lines(root, 0));
}

function askedAttributes(expected: ExpectedSpan): Set<string> {
  const own = Object.keys(expected.attributes ?? {});
  return new Set([...own, ...(expected.children ?? []).flatMap((child) => [...askedAttributes(child)])]);
}

function describeExpected({ name, kind, service, status, attributes, links }: ExpectedSpan): string {
  const linked = links?.map((link) => `→ ${describeExpected(link)}`) ?? [];
  return [
    kind,
    service,
    name === undefined ? '(any name)' : String(name),
    status,
    describeAttributes(attributes),
    ...linked,
  ]
    .filter(Boolean)
    .join(' ');
}

function describeReceived(span: SpanNode, asked: Set<string>): string {
  const attributes = Object.fromEntries(Object.entries(span.attributes).filter(([key]) => asked.has(key)));
  const links = span.links.length === 0 ? '' : `→ ${span.links.length} link(s)`;
  const status = span.status === 'UNSET' ? '' : span.status;
  return [span.kind, span.service, span.name, status, describeAttributes(attributes), links].filter(Boolean).join(' ');
}

function describeAttributes(attributes: Record<string, unknown> = {}): string {
  const pairs = Object.entries(attributes).map(([key, value]) => `${key}=${describeValue(value)}`);
  return pairs.length === 0 ? '' : `{${pairs.join(', ')}}`;
}

/** Asymmetric matchers print themselves; `undefined` has no JSON and stands for an absent attribute. */
function describeValue(value: unknown): string {
  const printer = (value as { toAsymmetricMatcher?: () => string } | null | undefined)?.toAsymmetricMatcher;
  return typeof printer === 'function' ? printer.call(value) : (JSON.stringify(value) ?? 'absent');
}
