import type { AttributeValue } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import { newWriter, type Writer, writeMessage, writeString } from './writer.ts';

const KEY = 1;
const VALUE = 2;
const DOUBLE_TAG = (4 << 3) | 1;
const INTEGER_TAG = (3 << 3) | 0;
const BOOLEAN_TAG = (2 << 3) | 0;
const RESOURCE_ATTRIBUTES = 1;

/** Encodes an `opentelemetry.proto.resource.v1.Resource`. Waits for attributes that are still being detected. */
export async function encodeResource(resource: Resource): Promise<Uint8Array> {
  await resource.waitForAsyncAttributes?.();
  const writer = newWriter();
  for (const [key, value] of Object.entries(resource.attributes)) {
    if (value === undefined) continue;
    writeMessage(writer, RESOURCE_ATTRIBUTES, () => {
      writeString(writer, KEY, key);
      writeMessage(writer, VALUE, () => writeAnyValue(writer, value));
    });
  }
  return writer.finish();
}

/** Writes the fields of an `opentelemetry.proto.common.v1.AnyValue`. */
export function writeAnyValue(writer: Writer, value: AttributeValue | null): void {
  if (typeof value === 'string') writeString(writer, 1, value);
  else if (typeof value === 'boolean') writer.uint32(BOOLEAN_TAG).bool(value);
  else if (typeof value === 'number') writeNumber(writer, value);
  else if (Array.isArray(value)) writeMessage(writer, 5, () => writeArray(writer, value));
}

function writeNumber(writer: Writer, value: number): void {
  if (Number.isSafeInteger(value)) writer.uint32(INTEGER_TAG).int64(value);
  else writer.uint32(DOUBLE_TAG).double(value);
}

function writeArray(writer: Writer, values: readonly (string | number | boolean | null | undefined)[]): void {
  for (const value of values) writeMessage(writer, 1, () => writeAnyValue(writer, value ?? null));
}
