import type { SpanNode } from '@cortex/trace-testing/trace';
import { ERROR_TYPE, EXCEPTION_EVENT, EXCEPTION_MESSAGE } from '../../model/attributes.ts';
import { printable, shortened } from '../../model/text.ts';

const LONGEST_NAME = 80;
const LONGEST_MESSAGE = 200;

/** `memory-service tools/call store_input` */
export function operation({ service, name }: SpanNode): string {
  return `${clean(service)} ${clean(name)}`;
}

export function clean(text: string): string {
  return shortened(printable(text), LONGEST_NAME);
}

/** What a failed span says of its failure: the type, and the message where there is one. */
export function failureOf(span: SpanNode): string {
  const type = span.attributes[ERROR_TYPE];
  const thrown = span.events.findLast(({ name }) => name === EXCEPTION_EVENT)?.attributes[EXCEPTION_MESSAGE];
  const words = [type, span.statusMessage || thrown].filter((word) => word !== undefined && word !== '');
  return shortened(printable(words.map(String).join(': ') || 'error'), LONGEST_MESSAGE);
}
