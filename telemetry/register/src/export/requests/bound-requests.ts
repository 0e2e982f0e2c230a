import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ISerializer } from '@opentelemetry/otlp-transformer';
import { printLine } from '../../diagnostics/print-line.ts';
import { type SplitSignal, tooLargeItems } from './too-large-items.ts';

/** The Collector's receivers refuse larger requests as a whole. */
const MAX_REQUEST_BYTES = 16 * 1024 * 1024;

interface Exporter<Item> {
  export(items: Item[], done: (result: ExportResult) => void): void;
}

class RequestTooLarge extends Error {}

/** Makes a serializer throw for requests that are larger than receivers accept. An exporter with such a serializer needs `boundRequests`, which catches that. */
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
    // JSON that exceeds V8's longest string.
    if (error instanceof RangeError) throw new RequestTooLarge();
    throw error;
  }
}

/** Makes an exporter with a bound serializer split batches that are too large for one request. An item that is too large by itself is dropped and counted. */
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
      `an item of ${signal} exceeds the largest request (${MAX_REQUEST_BYTES} bytes):`,
      'this and all further such items are dropped and counted, others are sent',
    );
  tooLargeItems[signal] += 1;
  return { code: ExportResultCode.SUCCESS };
}
