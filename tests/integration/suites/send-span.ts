import { randomBytes } from 'node:crypto';

/** Sends one span to a Collector as a stranger does; answers its trace id. */
export async function sendSpan(collector: string, attributes: Record<string, string>): Promise<string> {
  const traceId = randomBytes(16).toString('hex');
  const span = {
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name: 'strange',
    kind: 1,
    startTimeUnixNano: `${Date.now()}000000`,
    endTimeUnixNano: `${Date.now() + 1}000000`,
    attributes: Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  };
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'stranger' } }] };
  const response = await fetch(`${collector}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] }),
  });
  if (!response.ok) throw new Error(`the Collector answered ${response.status} to a span: ${await response.text()}`);
  return traceId;
}
