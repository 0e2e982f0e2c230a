import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { printLine } from '../diagnostics/print-line.ts';
import { type SplitSignal, tooLargeItems } from './too-large-items.ts';

/** The Collector's receivers refuse a larger request, and with it all that is in it. */
const MAX_REQUEST_BYTES = 16 * 1024 * 1024;

interface Exporter<Item> {
  export(items: Item[], done: (result: ExportResult) => void): void;
}

interface Serializer {
  serializeRequest(items: unknown): Uint8Array | undefined;
}

class RequestTooLarge extends Error {}

/** Has a stock OTLP exporter send in halves what is too large for one request. What is too large alone is dropped and counted. */
export function boundRequests<Item, Kind extends Exporter<Item>>(
  exporter: Kind & Exporter<Item>,
  signal: SplitSignal,
): Kind {
  refuseTooLarge(exporter);
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

/** Looks at the very bytes that are to be sent, so that nothing is serialized twice. The stock exporters have no public place for that. */
function refuseTooLarge(exporter: object): void {
  const serializer: Serializer | undefined = Reflect.get(exporter, '_delegate')?._serializer;
  if (serializer === undefined) return;
  const serializeRequest = (items: unknown) => {
    const bytes = serialized(serializer, items);
    if (bytes !== undefined && bytes.length > MAX_REQUEST_BYTES) throw new RequestTooLarge();
    return bytes;
  };
  Reflect.get(exporter, '_delegate')._serializer = Object.assign(Object.create(serializer), { serializeRequest });
}

function serialized(serializer: Serializer, items: unknown): Uint8Array | undefined {
  try {
    return serializer.serializeRequest(items);
  } catch (error) {
    // JSON beyond the longest string that V8 can have.
    if (error instanceof RangeError) throw new RequestTooLarge();
    throw error;
  }
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
