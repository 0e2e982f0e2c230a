import type { SpanNode } from '@cortex/trace-testing/trace';
import { textOf } from '../format/text.ts';
import type { Row } from './rows.ts';

/** The indices of rows that contain a text in a span's id, name, service, status message, or in the name or value of an attribute, ignoring case. */
export function rowsWith(text: string, rows: readonly Row[]): number[] {
  if (text === '') return [];
  // Faster than lower-casing everything.
  const wanted = new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i');
  const found: number[] = [];
  for (const [index, { spans }] of rows.entries()) if (spans.some((span) => has(span, wanted))) found.push(index);
  return found;
}

function has({ spanId, name, service, statusMessage, attributes }: SpanNode, wanted: RegExp): boolean {
  if (wanted.test(name) || wanted.test(service) || wanted.test(spanId) || wanted.test(statusMessage ?? '')) return true;
  for (const attribute in attributes) {
    if (wanted.test(attribute) || wanted.test(textOf(attributes[attribute]))) return true;
  }
  return false;
}

/** The match after or before a row, wrapping around. @param found in ascending order */
export function nextMatch(found: readonly number[], from: number, direction: 1 | -1): number | undefined {
  if (direction === 1) return found.find((index) => index > from) ?? found[0];
  return found.findLast((index) => index < from) ?? found.at(-1);
}
