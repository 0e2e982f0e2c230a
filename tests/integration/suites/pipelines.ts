import { readJaegerTrace } from '@cortex/telemetry/testing';
import { eventually } from '../../platform/eventually.ts';
import type { PlatformUnderTest } from './platform-under-test.ts';
import { sendSpan } from './send-span.ts';

export function pipelinesSuite(under: PlatformUnderTest): void {
  const stored = (traceId: string) =>
    eventually(() => readJaegerTrace(under.platform.urls.jaeger, traceId), {
      what: `trace ${traceId} in Jaeger`,
      timeoutMilliseconds: 40_000,
    });

  describe("the Collector's pipelines", () => {
    under.test('remove what should not have been sent', async () => {
      const note = 'mail to someone@example.com';
      const { spans } = await stored(await sendSpan(under.platform.urls.collector, { note, password: 'hunter2' }));
      expect(spans[0]?.attributes).toHaveProperty('note');
      expect(JSON.stringify(spans)).not.toMatch(/someone@example\.com|hunter2/);
    });

    under.test('keep what a backend does not take, over the death of the Collector too', async () => {
      await under.platform.pause('jaeger');
      const traceId = await sendSpan(under.platform.urls.collector, { note: 'kept' }).finally(() =>
        under.platform.crash('collector'),
      );
      await under.platform.resume('jaeger');
      expect((await stored(traceId)).spans[0]).toMatchObject({ name: 'strange', attributes: { note: 'kept' } });
    });
  });
}
