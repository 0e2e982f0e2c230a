import protobuf from 'protobufjs';
import type { Budget } from './budget.ts';

/** The kinds of a message's fields, by number. Fields that are not listed are skipped, as in the decoder. */
export type Shape = { readonly [field: number]: Shape | 'numbers' | 'text' };

const BYTES_OF = 2;

/**
 * Walks through a protobuf message without creating anything. Throws a RangeError for a truncated message, which the decoder of pprof would accept,
 * and whatever the budget throws.
 */
export function weigh(message: Uint8Array, shape: Shape, budget: Budget): void {
  weighPart(protobuf.Reader.create(message), message.length, shape, budget);
}

function weighPart(reader: protobuf.Reader, end: number, shape: Shape, budget: Budget): void {
  while (reader.pos < end) {
    const tag = reader.uint32();
    const part = shape[tag >>> 3];
    const wireType = tag & 7;
    if (wireType !== BYTES_OF || part === undefined) {
      if (part !== undefined) budget.use('numbers', 1);
      reader.skipType(wireType);
      continue;
    }
    const length = reader.uint32();
    const partEnd = reader.pos + length;
    if (partEnd > end) throw new RangeError(`a field ends at ${partEnd}, its message at ${end}`);
    // A number takes at least one byte.
    if (part === 'numbers') budget.use('numbers', length);
    else budget.use('messages', 1);
    if (typeof part === 'object') weighPart(reader, partEnd, part, budget);
    reader.pos = partEnd;
  }
}
