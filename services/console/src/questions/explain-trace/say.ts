import type { SpanNode } from '@cortex/trace-testing/trace';
import { printable, shortened, shortName } from '../../model/format/text.ts';
import {
  ERROR_TYPE,
  EXCEPTION_EVENT,
  EXCEPTION_MESSAGE,
  SERVER_ADDRESS,
  SERVER_PORT,
  URL_FULL,
} from '../../model/spans/attributes.ts';

const LONGEST_MESSAGE = 200;

/** `memory-service tools/call store_input` */
export function operation({ service, name }: SpanNode): string {
  return `${shortName(service)} ${shortName(name)}`;
}

/** The target of a call: `127.0.0.1:3001`, or else the URL, or else the name of the call. */
export function placeOf({ attributes, name }: SpanNode): string {
  const address = attributes[SERVER_ADDRESS];
  if (address === undefined) return shortName(String(attributes[URL_FULL] ?? name));
  const port = attributes[SERVER_PORT];
  return shortName(port === undefined ? String(address) : `${address}:${port}`);
}

/** The failure of a span: its type, and the message if there is one. */
export function failureOf(span: SpanNode): string {
  const type = span.attributes[ERROR_TYPE];
  const thrown = span.events.findLast(({ name }) => name === EXCEPTION_EVENT)?.attributes[EXCEPTION_MESSAGE];
  const words = [type, span.statusMessage || thrown].filter((word) => word !== undefined && word !== '');
  return shortened(printable(words.map(String).join(': ') || 'error'), LONGEST_MESSAGE);
}
