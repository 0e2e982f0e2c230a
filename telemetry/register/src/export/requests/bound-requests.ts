import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ISerializer } from '@opentelemetry/otlp-transformer';
import { printLine } from '../../diagnostics/print-line.ts';
import { type SplitSignal, tooLargeItems } from './too-large-items.ts';

/** The Collector's receivers refuse a larger request, and with it all that is in it. */
const MAX_REQUEST_BYTES = 16 * 1024 * 1024;

interface Exporter<Item> {
  export(items: Item[], done: (result: ExportResult) => void): void;
}

class RequestTooLarge extends Error {}

/** Refuses to make larger requests than a receiver takes. An exporter with such a serializer needs `boundRequests`, which answers the refusals. */
export function boundSerializer<Items, Response>(
  serializer: ISerializer<Items, Response>,
): ISerializer<Items, Response> {
  return {
    serializeRequest: (items) => {
      const bytes = serialized(serializer, items);
      if (bytes !== undefined && bytes.length > MAX_REQUEST_BYTES) throw new RequestTooLarge();
      return bytes;
    },
    deserializeResponse: (data) => serializer.deserializeResponse(data),
  };
}

function serialized<Items>(serializer: ISerializer<Items, unknown>, items: Items): Uint8Array | undefined {
  try {
    return serializer.serializeRequest(items);
  } catch (error) {
    // JSON beyond the longest string that V8 can have.
    if (error instanceof RangeError) throw new RequestTooLarge();
    throw error;
  }
}

/** Has an exporter with a bound serializer send in halves what is too large for one request. What is too large alone is dropped and counted. */
export function boundRequests<Item, Kind extends Exporter<Item>>(
  exporter: Kind & Exporter<Item>,
  signal: SplitSignal,
): Kind {
  const sendWhole = exporter.export.bind(exporter);
  exporter.export = (items, done) => void send(items).then(done);

  async function send(items: Item[]): Promise<ExportResult> {
    try {
      return await new Promise((resolve) => sendWhole(items, resolve));
    } catch (error) {
      if (error instanceof RequestTooLarge) return items.length === 1 ? drop(signal) : sendHalves(items);
      return { code: ExportResultCode.FAILED, error: error as Error };
    }
  }

  async function sendHalves(items: Item[]): Promise<ExportResult> {
    const middle = Math.ceil(items.length / 2);
    const first = await send(items.slice(0, middle));
    const second = await send(items.slice(middle));
    return first.code === ExportResultCode.SUCCESS ? second : first;
  }

  return exporter;
}

function drop(signal: SplitSignal): ExportResult {
  if (tooLargeItems[signal] === 0)
    printLine(
      `an item of ${signal} is larger than a request may be (${MAX_REQUEST_BYTES} bytes):`,
      'it and all further ones are dropped and counted, others are sent',
    );
  tooLargeItems[signal] += 1;
  return { code: ExportResultCode.SUCCESS };
}
