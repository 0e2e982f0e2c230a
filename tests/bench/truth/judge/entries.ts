import { ATTR_ERROR_TYPE, ATTR_HTTP_RESPONSE_STATUS_CODE, ATTR_HTTP_ROUTE } from '@cortex/signals/contract';
import type { SpanNode, Trace } from '@cortex/trace-testing';
import { type Expectation, type ExpectedEntry, isHttp, ONCE } from '../expectation.ts';
import type { Deviation } from './deviation.ts';
import { keyOf } from './span-key.ts';

/** The status of a request whose client left before its answer. */
export const LEFT = 499;

export interface JudgedEntries {
  found: Map<SpanNode, ExpectedEntry>;
  deviations: Deviation[];
}

/** Compares the spans below the client's own span with the expectation. */
export function judgeEntries({ entries }: Expectation, trace: Trace): JudgedEntries {
  const found = new Map<SpanNode, ExpectedEntry>();
  const deviations = entries.flatMap((entry): Deviation[] => {
    const spans = spansOf(entry, trace);
    for (const span of spans) found.set(span, entry);
    const { least, most } = entry.times ?? ONCE;
    if (spans.length < least) return [{ kind: 'missing', text: `expected ${entry.span}, came none` }];
    if (spans.length > most) return [{ kind: 'duplicates', text: `expected ${entry.span} once, came ${spans.length}` }];
    return spans.flatMap((span) => judgeEntry(span, entry));
  });
  return { found, deviations };
}

function spansOf({ span, parentSpanId }: ExpectedEntry, { spans }: Trace): SpanNode[] {
  const ofParent = spans.filter((candidate) => candidate.parentSpanId === parentSpanId);
  // A client span can have only one server span, but a service that begins a trace may begin others in it.
  return parentSpanId === undefined ? ofParent.filter((candidate) => keyOf(candidate) === span) : ofParent;
}

function judgeEntry(span: SpanNode, entry: ExpectedEntry): Deviation[] {
  const wrong = isHttp(entry.span) ? wrongsOfHttp(span, entry) : wrongsOfMessage(span, entry);
  const key = keyOf(span);
  if (key !== entry.span) wrong.unshift(`expected ${entry.span}, came ${key}`);
  return wrong.map((text) => ({ kind: 'wrongStatus', text: `${entry.span}: ${text}` }));
}

function wrongsOfHttp({ attributes, status }: SpanNode, entry: ExpectedEntry): string[] {
  const code = Number(attributes[ATTR_HTTP_RESPONSE_STATUS_CODE]);
  const isRight = code === entry.status || (entry.status === undefined && (entry.answers ?? [LEFT]).includes(code));
  const isError = code >= 500;
  const route = entry.span.split(' ')[3];
  return [
    ...unless(isRight, `expected ${entry.status ?? `one of ${(entry.answers ?? [LEFT]).join(', ')}`}, came ${code}`),
    ...unless(
      attributes[ATTR_HTTP_ROUTE] === route,
      `expected the route ${route}, came ${attributes[ATTR_HTTP_ROUTE]}`,
    ),
    ...unless(
      (status === 'ERROR') === isError,
      `expected ${isError ? 'an error' : 'no error'} with ${code}, came ${status}`,
    ),
    ...errorType(attributes, isError ? [String(code)] : []),
  ];
}

function wrongsOfMessage(
  { attributes, status }: SpanNode,
  { errorTypes = [], isGivenUp = false }: ExpectedEntry,
): string[] {
  const isError = errorTypes.length > 0 && !isGivenUp;
  return [
    ...unless((status === 'ERROR') === isError, `expected ${isError ? 'an error' : 'no error'}, came ${status}`),
    ...errorType(attributes, errorTypes),
  ];
}

function errorType(attributes: SpanNode['attributes'], expected: readonly string[]): string[] {
  const came = attributes[ATTR_ERROR_TYPE];
  const isRight = expected.length === 0 ? came === undefined : expected.includes(String(came));
  return unless(isRight, `expected error.type ${expected.join(' or ') || 'not there'}, came ${came}`);
}

function unless(isRight: boolean, text: string): string[] {
  return isRight ? [] : [text];
}
