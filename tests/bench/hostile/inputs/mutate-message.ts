import type { Dice } from './dice.ts';
import { hostileText } from './hostile-values.ts';
import { mutatedBytes } from './mutate.ts';

const NUMBERS = [
  0n,
  1n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 53n,
  2n ** 63n - 1n,
  2n ** 63n,
  2n ** 64n - 1n,
];
const NUMBER = 0;
const FIXED64 = 1;
const BYTES = 2;

interface Field {
  tag: number;
  whole: Buffer;
  /** The content of text, bytes and messages. */
  content?: Buffer;
}

/** A protobuf message in which one field, at any depth, is changed, doubled or missing. All lengths are correct, so that decoders get to its content. */
export function mutatedMessage(dice: Dice, message: Buffer): Buffer {
  const fields = fieldsOf(message);
  if (fields.length === 0) return mutatedBytes(dice, message);
  const chosen = dice.below(fields.length);
  return Buffer.concat(fields.map((field, index) => (index === chosen ? mutatedField(dice, field) : field.whole)));
}

/** The fields; undefined if the bytes are not a message. */
function fieldsOf(message: Buffer): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < message.length; ) {
    const tag = varintAt(message, at);
    const value = varintAt(message, tag.end);
    const type = tag.value & 7;
    const end = type === NUMBER ? value.end : type === FIXED64 ? tag.end + 8 : value.end + value.value;
    if (![NUMBER, FIXED64, BYTES].includes(type) || !(end <= message.length)) return [];
    const content = type === BYTES ? message.subarray(value.end, end) : undefined;
    fields.push({ tag: tag.value, whole: message.subarray(at, end), ...(content && { content }) });
    at = end;
  }
  return fields;
}

/** The value of a varint, exact for tags and lengths, and its end. */
function varintAt(message: Buffer, start: number): { value: number; end: number } {
  let value = 0;
  let end = start;
  do value += ((message[end] ?? 0) & 127) * 2 ** (7 * (end - start));
  while ((message[end++] ?? 0) > 127);
  return { value, end };
}

function mutatedField(dice: Dice, { tag, whole, content }: Field): Buffer {
  if (dice.chance(0.1)) return Buffer.alloc(0);
  if (dice.chance(0.1)) return Buffer.concat([whole, whole]);
  // The value may also have another type than expected.
  if (content === undefined || dice.chance(0.05))
    return Buffer.concat([varint(BigInt(tag & ~7)), varint(dice.pick(NUMBERS))]);
  const other = dice.chance(0.2) ? Buffer.from(hostileText(dice)) : mutatedMessage(dice, content);
  return Buffer.concat([varint(BigInt(tag)), varint(BigInt(other.length)), other]);
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}
