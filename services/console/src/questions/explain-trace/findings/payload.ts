import type { SpanNode } from '@cortex/trace-testing/trace';
import { duration } from '../../../model/format/text.ts';
import { amountOf } from '../../../model/spans/amount-of.ts';
import { HTTP_REQUEST_SIZE, HTTP_RESPONSE_SIZE } from '../../../model/spans/attributes.ts';
import type { Candidate } from '../finding.ts';
import { operation } from '../say.ts';
import { pathMilliseconds, type View } from '../view.ts';

/** Smaller payloads have no visible effect on the duration. */
const LARGE_BYTES = 256 * 1024;
/** Above the work of reading the payload, which would otherwise come first. */
const WEIGHT = 1.1;

/** Spans with a large payload, with their time and that of everything below them. */
export function payload(view: View): Candidate[] {
  const large = view.trace.spans.filter((span) => bytesOf(span) >= LARGE_BYTES).sort((a, b) => bytesOf(b) - bytesOf(a));
  const [largest] = large;
  if (largest === undefined) return [];
  const milliseconds = large.reduce((sum, span) => sum + pathMilliseconds(view, span), 0);
  const work = view.busy.find(({ service }) => service === largest.service)?.milliseconds ?? 0;
  const kilobytes = Math.round(bytesOf(largest) / 1024);
  return [
    {
      kind: 'payload',
      summary: `${operation(largest)} carried ${kilobytes.toLocaleString('en')} KB in its ${isRequest(largest) ? 'request' : 'response'}, and took ${duration(largest.durationMicroseconds / 1000)}.`,
      service: largest.service,
      operation: largest.name,
      milliseconds,
      numbers: { bytes: bytesOf(largest), spans: large.length },
      evidence: { spans: large.map(({ spanId }) => spanId) },
      weight: Math.max(milliseconds, Math.min(work, view.milliseconds)) * WEIGHT,
    },
  ];
}

function bytesOf(span: SpanNode): number {
  return Math.max(bytes(span, HTTP_REQUEST_SIZE), bytes(span, HTTP_RESPONSE_SIZE));
}

function isRequest(span: SpanNode): boolean {
  return bytes(span, HTTP_REQUEST_SIZE) >= bytes(span, HTTP_RESPONSE_SIZE);
}

function bytes({ attributes }: SpanNode, name: string): number {
  return amountOf(attributes, name) ?? 0;
}
