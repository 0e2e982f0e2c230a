import protobuf from 'protobufjs/minimal.js';

export type Writer = protobuf.Writer;

const LENGTH_DELIMITED = 2;
const FIXED64 = 1;
const VARINT = 0;
const LOW_BITS = 0xffff_ffffn;
const MOST_IN_32_BITS = 0xffff_ffff;

export function newWriter(): Writer {
  return protobuf.Writer.create();
}

export function writeMessage(writer: Writer, field: number, content: (writer: Writer) => void): void {
  writer.uint32((field << 3) | LENGTH_DELIMITED).fork();
  content(writer);
  writer.ldelim();
}

export function writeString(writer: Writer, field: number, value: string): void {
  writer.uint32((field << 3) | LENGTH_DELIMITED).string(value);
}

export function writeBytes(writer: Writer, field: number, value: Uint8Array): void {
  writer.uint32((field << 3) | LENGTH_DELIMITED).bytes(value);
}

/** Writes an integer of up to 53 bits. Leaves out 0, the default. */
export function writeInteger(writer: Writer, field: number, value: number): void {
  if (value !== 0) writeVarint(writer.uint32((field << 3) | VARINT), value);
}

export function writePacked(writer: Writer, field: number, values: readonly number[]): void {
  if (values.length === 0) return;
  writeMessage(writer, field, () => {
    for (const value of values) writeVarint(writer, value);
  });
}

export function writeFixed64(writer: Writer, field: number, value: bigint): void {
  writer
    .uint32((field << 3) | FIXED64)
    .fixed32(Number(value & LOW_BITS))
    .fixed32(Number(value >> 32n));
}

/** Wraps parts that were encoded one by one into one message in a field. */
export function wrap(field: number, parts: readonly Uint8Array[]): Uint8Array[] {
  const length = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const head = newWriter()
    .uint32((field << 3) | LENGTH_DELIMITED)
    .uint32(length)
    .finish();
  return [head, ...parts];
}

/** Writes numbers of up to 32 bits, which nearly all are, without the objects that `int64` allocates. The bytes are the same. */
function writeVarint(writer: Writer, value: number): void {
  if (value >= 0 && value <= MOST_IN_32_BITS) writer.uint32(value);
  else writer.int64(value);
}
