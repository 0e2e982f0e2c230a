import { type OtlpReceiver, type Trace, tracesFromOtlp } from '@cortex/trace-testing';

/** The traces of everything that has arrived so far. */
export function receivedTraces(receiver: OtlpReceiver): Trace[] {
  return tracesFromOtlp({ resourceSpans: receiver.bodies.flatMap(({ resourceSpans = [] }) => resourceSpans) });
}

/** The only trace with such a span. @throws when there are none or several */
export function traceWith(receiver: OtlpReceiver, { name, service }: { name: string; service: string }): Trace {
  const traces = receivedTraces(receiver);
  const found = traces.filter(({ spans }) => spans.some((span) => span.name === name && span.service === service));
  const [trace] = found;
  if (trace !== undefined && found.length === 1) return trace;
  const there = traces.flatMap(({ spans }) => spans.map((span) => `${span.service} ${span.name}`));
  throw new Error(`${found.length} traces have "${name}" of ${service}, one should; there are: ${there.join(', ')}`);
}
