import { OtlpReceiver } from '@cortex/trace-testing';
import { AppProcess } from '../../test-support/app-process.ts';

interface Wire {
  readonly traceparent: string[];
  readonly tracestate?: string[];
  readonly baggage?: string[];
}

interface Printed {
  readonly job: { readonly traceId: string; readonly spanId: string };
  /** By the way in which the headers were given. */
  readonly asked: Record<string, Wire>;
  /** A request without baggage in the context. */
  readonly unset: Wire;
  /** A request in a trace other than the one that its headers name. */
  readonly otherTrace: Wire;
}

async function ask() {
  await using receiver = await OtlpReceiver.start();
  await using app = new AppProcess({ app: 'own-context.ts', env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
  expect(await app.exit).toEqual({ code: 0, signal: null });
  expect(app.stderr).toBe('');
  return { ...(JSON.parse(app.stdout) as Printed), spans: receiver.spans };
}

test('a request with a trace context from the application has only one trace context: that of its client span', async () => {
  const { job, asked, unset, otherTrace, spans } = await ask();
  const once = {
    traceparent: [expect.stringMatching(`^00-${job.traceId}-(?!${job.spanId})\\w{16}-01$`)],
    tracestate: ['state=active'],
    baggage: ['tenant=active'],
    'x-mine': expect.arrayContaining(['1']),
  };
  expect(asked).toEqual(Object.fromEntries(Object.keys(asked).map((way) => [way, once])));
  expect(Object.keys(asked)).toHaveLength(13);
  const clients = new Set(spans.filter(({ kind }) => kind === 3).map(({ spanId }) => spanId));
  const servers = spans.filter(({ kind }) => kind === 2);
  expect(servers.filter(({ parentSpanId = '' }) => !clients.has(parentSpanId))).toEqual([]);
  expect(servers).toHaveLength(15);
  expect(unset.baggage).toEqual(['tenant=application']);
  expect(otherTrace.traceparent).toEqual([expect.not.stringContaining(job.traceId)]);
  expect(otherTrace).not.toHaveProperty('tracestate');
});
