import { eventually, readJaegerTraces } from '@cortex/trace-testing';
import { asJson, attributes } from '../backlog/backlogs/backlog.ts';
import { sendAll } from '../backlog/send.ts';
import { type RequestTraceOptions, requestTrace, type SentSpan } from './request-trace.ts';

/** The batch size of the SDKs. */
const SPANS_PER_REQUEST = 512;
const STORE_PATIENCE_MILLISECONDS = 10 * 60_000;
/** Each poll reads the whole trace, which takes Jaeger seconds if it is large. */
const ASK_EVERY_MILLISECONDS = 3_000;

export interface SendTraceOptions extends Omit<RequestTraceOptions, 'endsAt'> {
  collector: string;
  jaeger: string;
  signal: AbortSignal;
}

/** Sends a trace to the Collector, and waits until Jaeger has it completely. */
export async function sendTrace({ collector, jaeger, signal, ...trace }: SendTraceOptions): Promise<void> {
  const spans = requestTrace({ ...trace, endsAt: Date.now() });
  await sendAll(collector, requestsOf(spans), signal);
  const isStored = async () => {
    signal.throwIfAborted();
    const [stored] = await readJaegerTraces(jaeger, [trace.traceId]);
    return stored?.spans.length === trace.spans;
  };
  await eventually(() => signal.aborted || isStored(), {
    what: `Jaeger to have all ${trace.spans} spans of trace ${trace.traceId}`,
    timeoutMilliseconds: STORE_PATIENCE_MILLISECONDS,
    intervalMilliseconds: ASK_EVERY_MILLISECONDS,
  });
  signal.throwIfAborted();
}

function* requestsOf(spans: readonly SentSpan[]) {
  for (let first = 0; first < spans.length; first += SPANS_PER_REQUEST) {
    const batch = Object.groupBy(spans.slice(first, first + SPANS_PER_REQUEST), ({ service }) => service);
    const resourceSpans = Object.entries(batch).map(([service, sent = []]) => ({
      resource: { attributes: attributes({ 'service.name': service, 'service.instance.id': service }) },
      scopeSpans: [{ spans: sent.map(({ span }) => span) }],
    }));
    yield asJson('/v1/traces', { resourceSpans });
  }
}
