/** A protobuf field with bytes, text or another message: tag, length, content. */
export function field(number: number, ...parts: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  return Buffer.concat([varint((number << 3) | 2), varint(content.length), content]);
}

/** A field with packed numbers. */
export function packed(number: number, values: readonly number[]): Buffer {
  return field(number, Buffer.concat(values.map(varint)));
}

/** Fields 1, 2 … with a number each. */
export function numbers(values: readonly number[]): Buffer {
  return Buffer.concat(values.flatMap((value, index) => [varint((index + 1) << 3), varint(value)]));
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  return Buffer.from([...bytes, rest]);
}
