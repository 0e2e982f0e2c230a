import { randomBytes } from 'node:crypto';

/** Text that somebody may send in telemetry to take over a page or a terminal, or to deceive a reader. */
const HOSTILE = [
  '<img src=x onerror="window.taken = true">',
  '</script><script>window.taken = true</script>',
  'javascript:window.taken=true',
  '\u001b[2J\u001b]0;taken\u0007',
  '\u202Egnp.exe',
  '{{constructor.constructor("window.taken = true")()}}',
];
const LARGE = 'x'.repeat(100_000);

/** Sends a trace with hostile text in every field. @returns its id */
export async function sendHostileTrace(collector: string): Promise<string> {
  const traceId = randomBytes(16).toString('hex');
  const begin = BigInt(Date.now() - 5000) * 1_000_000n;
  const attributesOf = (text: string) => [
    { key: text.slice(0, 60), value: { stringValue: text } },
    { key: 'url.full', value: { stringValue: text } },
    { key: 'large', value: { stringValue: LARGE } },
  ];
  const spans = HOSTILE.map((text, index) => ({
    traceId,
    spanId: (index + 1).toString(16).padStart(16, '0'),
    parentSpanId: index === 0 ? '' : '1'.padStart(16, '0'),
    name: text,
    kind: 1,
    startTimeUnixNano: String(begin + BigInt(index) * 1_000_000n),
    endTimeUnixNano: String(begin + 50_000_000n),
    attributes: attributesOf(text),
    events: [{ name: text, timeUnixNano: String(begin), attributes: attributesOf(text) }],
    status: { code: 2, message: text },
  }));
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: HOSTILE[0] } }] };
  const response = await fetch(`${collector}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] }),
  });
  if (!response.ok) throw new Error(`the Collector answered ${response.status}: ${await response.text()}`);
  return traceId;
}
