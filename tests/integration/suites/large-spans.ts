import { eventually, readJaegerTrace } from '@cortex/trace-testing';
import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { exportByGrpc } from '../../platform/export-by-grpc.ts';
import { stopInARhythm } from '../../platform/rhythm.ts';
import type { PlatformUnderTest } from './platform-under-test.ts';
import { sendSpans } from './send-span.ts';

const PROMPT = 'p'.repeat(12_000);
/** A batch of the SDKs: 6 MB with a prompt in each span. */
const PROMPTS = Array.from({ length: 512 }, () => ({ prompt: PROMPT }));
/** One span of 5 MB, too large for a request together with ordinary ones. */
const LARGE = Object.fromEntries(Array.from({ length: 420 }, (_, index) => [`part.${index}`, PROMPT]));
/** A trace of 500 ordinary spans. */
const MANY = Array.from({ length: 500 }, (_, index) => ({ index: String(index) }));
const ONE_LARGE = [...Array.from({ length: 100 }, () => ({})), LARGE, ...Array.from({ length: 100 }, () => ({}))];

export function largeSpansSuite(under: PlatformUnderTest): void {
  describe('while Jaeger is paused', () => {
    under.test('large spans wait for it, and all arrive exactly once', async () => {
      const { platform } = under;
      await platform.pause('jaeger');
      const sent = async () => ({
        prompts: await sendSpans(platform.urls.collector, PROMPTS),
        oneLarge: await sendSpans(platform.urls.collector, ONE_LARGE),
      });
      const { prompts, oneLarge } = await sent().finally(() => platform.resume('jaeger'));
      expect(await spansOf(prompts, PROMPTS.length)).toBe(PROMPTS.length);
      expect(await spansOf(oneLarge, ONE_LARGE.length)).toBe(ONE_LARGE.length);
    });
  });

  under.test('an ordinary batch of prompts arrives completely over gRPC', async () => {
    const spans = spansWith(PROMPTS);
    const request = ProtobufTraceSerializer.serializeRequest(spans) ?? new Uint8Array();
    await exportByGrpc(under.platform.urls.collectorGrpc, request);
    const { traceId } = (spans[0] as ReadableSpan).spanContext();
    expect(await spansOf(traceId, PROMPTS.length)).toBe(PROMPTS.length);
  });

  describe('while Jaeger is slow', () => {
    under.test('waiting spans arrive exactly once', async () => {
      const { platform } = under;
      await platform.pause('jaeger');
      const send = () => Promise.all(Array.from({ length: 6 }, () => sendSpans(platform.urls.collector, MANY)));
      const traceIds = await send().catch(async (error) => {
        await platform.resume('jaeger');
        throw error;
      });
      const endRhythm = stopInARhythm({ stop: () => platform.pause('jaeger'), go: () => platform.resume('jaeger') });
      const stored = Promise.all(traceIds.map((traceId) => spansOf(traceId, MANY.length)));
      expect(await stored.finally(endRhythm)).toEqual(traceIds.map(() => MANY.length));
    });
  });

  /** Waits for that many distinct spans. Resolves to how many Jaeger shows. */
  function spansOf(traceId: string, expected: number): Promise<number> {
    const stored = async () => {
      const { spans = [] } = (await readJaegerTrace(under.platform.urls.jaeger, traceId)) ?? {};
      const different = new Set(spans.map(({ spanId }) => spanId)).size;
      if (different < expected) throw new Error(`${different} spans are there`);
      return spans.length;
    };
    return eventually(stored, { what: `${expected} spans of ${traceId} in Jaeger`, timeoutMilliseconds: 60_000 });
  }
}

/** Spans of one trace, as an SDK passes them to its exporter. */
function spansWith(attributes: Record<string, string>[]): ReadableSpan[] {
  const exporter = new InMemorySpanExporter();
  const tracer = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }).getTracer('prompts');
  const root = tracer.startSpan('prompts', { attributes: attributes[0] ?? {} });
  const context = trace.setSpan(ROOT_CONTEXT, root);
  for (const own of attributes.slice(1)) tracer.startSpan('prompt', { attributes: own }, context).end();
  root.end();
  return exporter.getFinishedSpans();
}
