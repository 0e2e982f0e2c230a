import protobuf from 'protobufjs';
import type { Budget } from './budget.ts';

/** What the fields of a message are, by number. Fields that are not listed are skipped by the decoder. */
export type Shape = { readonly [field: number]: Shape | 'numbers' | 'text' };

const BYTES_OF = 2;

/**
 * Goes through a protobuf message without making anything of it. Throws a RangeError where it breaks off, which the decoder of pprof would take,
 * and what the budget throws.
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
    // A number takes a byte at least.
    if (part === 'numbers') budget.use('numbers', length);
    else budget.use('messages', 1);
    if (typeof part === 'object') weighPart(reader, partEnd, part, budget);
    reader.pos = partEnd;
  }
}
