import type { OtlpAttribute, OtlpSpan } from '@cortex/trace-testing';

const INTERNAL = 1;
export const SERVER = 2;
export const CLIENT = 3;
const ERROR = 2;
const NANOSECONDS = 1_000_000n;

export interface SpanOptions {
  name: string;
  service: string;
  kind?: number;
  parent?: SentSpan;
  /** Milliseconds from the start of the trace. */
  start?: number;
  milliseconds?: number;
  isError?: boolean;
  attributes?: Record<string, string | number>;
}

/** A span with the service that sends it. */
export interface SentSpan extends OtlpSpan {
  service: string;
}

export interface SentTrace {
  traceId: string;
  /** The kind of the trace, such as `error` or `normal`. */
  kind: string;
  spans: SentSpan[];
}

/** Makes the spans of one trace, which begins now. */
export class TraceMaker {
  readonly traceId: string;
  readonly spans: SentSpan[] = [];
  readonly #random: () => number;
  readonly #start = BigInt(Date.now()) * NANOSECONDS;

  constructor(random: () => number) {
    this.#random = random;
    this.traceId = hexadecimal(random, 32);
  }

  add(options: SpanOptions): SentSpan {
    const { name, service, kind = INTERNAL, parent, start = 0, milliseconds = 5, isError, attributes = {} } = options;
    const began = this.#start + BigInt(start) * NANOSECONDS;
    const span = {
      traceId: this.traceId,
      spanId: hexadecimal(this.#random, 16),
      ...(parent && { parentSpanId: parent.spanId }),
      name,
      service,
      kind,
      startTimeUnixNano: String(began),
      endTimeUnixNano: String(began + BigInt(milliseconds) * NANOSECONDS),
      attributes: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
      status: isError ? { code: ERROR } : {},
    };
    this.spans.push(span);
    return span;
  }
}

/** Puts spans of many services into a request of OTLP/JSON. */
export function requestOf(spans: SentSpan[]): object {
  const byService = Map.groupBy(spans, ({ service }) => service);
  return {
    resourceSpans: [...byService].map(([service, own]) => ({
      resource: { attributes: [attribute('service.name', service), attribute('service.instance.id', `${service}-1`)] },
      scopeSpans: [{ scope: { name: 'scale' }, spans: own.map(({ service: _, ...span }) => span) }],
    })),
  };
}

/** Sends spans as a service does, over HTTP. Rejects unless they are accepted. */
export async function send(collector: string, spans: SentSpan[]): Promise<void> {
  const response = await post(collector, JSON.stringify(requestOf(spans)));
  if (!response.ok) throw new Error(`the Collector answered ${response.status}: ${await response.text()}`);
}

export function post(
  collector: string,
  body: string | Uint8Array<ArrayBuffer>,
  type = 'application/json',
): Promise<Response> {
  return fetch(`${collector}/v1/traces`, { method: 'POST', headers: { 'content-type': type }, body });
}

function attribute(key: string, value: string | number): OtlpAttribute {
  return { key, value: typeof value === 'string' ? { stringValue: value } : { intValue: value } };
}

function hexadecimal(random: () => number, digits: number): string {
  return Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
}
