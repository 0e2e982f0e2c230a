import type { SpanNode } from '@cortex/trace-testing/trace';
import { duration } from '../../../model/format/text.ts';
import { amountOf } from '../../../model/spans/amount-of.ts';
import { HTTP_REQUEST_SIZE, HTTP_RESPONSE_SIZE } from '../../../model/spans/attributes.ts';
import type { Candidate } from '../finding.ts';
import { operation } from '../say.ts';
import { pathMilliseconds, type View } from '../view.ts';

/** Smaller payloads do not show in the duration. */
const LARGE_BYTES = 256 * 1024;
/** Reading it is work, which would come first otherwise. */
const WEIGHT = 1.1;

/** Spans that carried much, with what they and all that hung on them took. */
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
