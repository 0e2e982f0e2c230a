import { eventually, readJaegerTrace } from '@cortex/trace-testing';
import { jaegerWarnings } from '../../platform/jaeger-warnings.ts';
import type { PlatformUnderTest } from './platform-under-test.ts';
import { sendOutlivingWork, sendSpan } from './send-span.ts';

/** What is sent and what is stored of it: short values of each kind, and the most similar harmless ones. */
const REDACTED: Record<string, [sent: string, stored: string]> = {
  password: ['hunter2', '****'],
  'http.request.header.set-cookie': ['hunter2', '****'],
  Api_Key: ['hunter2', '****'],
  'server.accessToken': ['hunter2', '****'],
  'url.path': ['/users/a%40b.cd/x', '/users/****/x'],
  'db.query.text': ["select 1 where mail = 'a@b.cd'", "select 1 where mail = '****'"],
  'user.id': ['a@b.cd', '****'],
  'mcp.session.id': ['eyJabcdef.ghijkl', '****'],
  header: ['BASIC abcdef', 'BASIC ****'],
  'url.full': ['http://a:b@host/?token=c&page=2', 'http://****@host/?token=****&page=2'],
  json: ['{"token":"a","pwd":"b"}', '{"token":"****","pwd":"****"}'],
  form: ['api-key=a&user=b', 'api-key=****&user=b'],
  'process.command_line': ['node x.js --password a1 --port 1', 'node x.js --password **** --port 1'],
  'gen_ai.input.messages': ['[{"role":"user"}]', '****'],
  'passwords.count': ['2', '2'],
  note: ['basics, //host, a.b', 'basics, //host, a.b'],
};

export function pipelinesSuite(under: PlatformUnderTest): void {
  const stored = (traceId: string) =>
    eventually(() => readJaegerTrace(under.platform.urls.jaeger, traceId), {
      what: `trace ${traceId} in Jaeger`,
      timeoutMilliseconds: 40_000,
    });

  describe("the Collector's pipelines", () => {
    under.test('remove what should not have been sent', async () => {
      const part = (index: 0 | 1) =>
        Object.fromEntries(Object.entries(REDACTED).map(([key, parts]) => [key, parts[index]]));
      const { spans } = await stored(await sendSpan(under.platform.urls.collector, part(0)));
      expect(spans[0]?.attributes).toMatchObject(part(1));
    });

    under.test('cut texts that a backend would always refuse', async () => {
      const { spans } = await stored(await sendSpan(under.platform.urls.collector, { prompt: 'ü'.repeat(40_000) }));
      expect(spans[0]?.attributes).toMatchObject({
        prompt: expect.stringMatching(/^ü{16000,}…$/),
        'cortex.truncated': 1,
      });
    });

    under.test('let Jaeger assume a common clock for the spans of one machine', async () => {
      const traceId = await sendOutlivingWork(under.platform.urls.collector);
      expect((await stored(traceId)).spans).toHaveLength(2);
      expect(await jaegerWarnings(under.platform.urls.jaeger, traceId)).toEqual([]);
    });

    under.test('keep what a backend does not accept, even if the Collector dies', async () => {
      await under.platform.pause('jaeger');
      const traceId = await sendSpan(under.platform.urls.collector, { note: 'kept' }).finally(() =>
        under.platform.crash('collector'),
      );
      await under.platform.resume('jaeger');
      expect((await stored(traceId)).spans[0]).toMatchObject({ name: 'strange', attributes: { note: 'kept' } });
    });
  });
}
