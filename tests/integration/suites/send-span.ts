import { randomBytes } from 'node:crypto';

type Attributes = Record<string, string>;

/** Sends one span to a Collector as a stranger does; answers its trace id. */
export function sendSpan(collector: string, attributes: Attributes): Promise<string> {
  return sendSpans(collector, [attributes]);
}

/** Sends one request with the spans of one trace, one for each set of attributes; answers the trace id. */
export async function sendSpans(collector: string, spans: Attributes[]): Promise<string> {
  const traceId = randomBytes(16).toString('hex');
  const resource = { attributes: toOtlp({ 'service.name': 'stranger' }) };
  const scopeSpans = [{ spans: spans.map((attributes) => toSpan(traceId, attributes)) }];
  const response = await fetch(`${collector}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans }] }),
  });
  if (!response.ok) throw new Error(`the Collector answered ${response.status} to spans: ${await response.text()}`);
  return traceId;
}

function toSpan(traceId: string, attributes: Attributes) {
  return {
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name: 'strange',
    kind: 1,
    startTimeUnixNano: `${Date.now()}000000`,
    endTimeUnixNano: `${Date.now() + 1}000000`,
    attributes: toOtlp(attributes),
  };
}

function toOtlp(attributes: Attributes) {
  return Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}
