import { randomBytes } from 'node:crypto';

type Attributes = Record<string, string>;

const STRANGER = { 'service.name': 'stranger', 'host.name': 'somewhere' };

/** Sends one span to a Collector. Resolves to its trace id. */
export function sendSpan(collector: string, attributes: Attributes): Promise<string> {
  return sendSpans(collector, [attributes]);
}

/** Sends one request with the spans of one trace, one for each set of attributes. Resolves to the trace id. */
export async function sendSpans(collector: string, spans: Attributes[]): Promise<string> {
  const traceId = randomBytes(16).toString('hex');
  await post(
    collector,
    spans.map((attributes) => toSpan(traceId, attributes)),
  );
  return traceId;
}

/** Sends a request of a second, and work that begins in it and outlives it. Resolves to the trace id. */
export async function sendOutlivingWork(collector: string): Promise<string> {
  const traceId = randomBytes(16).toString('hex');
  const request = toSpan(traceId, {});
  const from = Date.now() - 10_000;
  await post(collector, [
    { ...request, ...lasting(from, 1000) },
    { ...toSpan(traceId, {}), parentSpanId: request.spanId, ...lasting(from + 700, 900) },
  ]);
  return traceId;
}

/** Sends one request with a span for each name, from a process with these resource attributes. */
export function sendNamedSpans(collector: string, names: string[], resource: Attributes): Promise<void> {
  const traceId = randomBytes(16).toString('hex');
  const spans = names.map((name) => ({ ...toSpan(traceId, {}), name }));
  return post(collector, spans, resource);
}

async function post(collector: string, spans: object[], attributes: Attributes = STRANGER): Promise<void> {
  const resource = { attributes: toOtlp(attributes) };
  const scopeSpans = [{ spans }];
  const response = await fetch(`${collector}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans }] }),
  });
  if (!response.ok) throw new Error(`the Collector answered ${response.status} to spans: ${await response.text()}`);
}

function toSpan(traceId: string, attributes: Attributes) {
  return {
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name: 'strange',
    kind: 1,
    ...lasting(Date.now(), 1),
    attributes: toOtlp(attributes),
  };
}

function lasting(from: number, milliseconds: number) {
  return { startTimeUnixNano: `${from}000000`, endTimeUnixNano: `${from + milliseconds}000000` };
}

function toOtlp(attributes: Attributes) {
  return Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}
