import { eventually, OtlpReceiver, plainAttributes } from '@cortex/trace-testing';
import { AppProcess } from '../../test-support/app-process.ts';

test('the client span of a request that changes the protocol ends with the answer', async () => {
  await using receiver = await OtlpReceiver.start();
  await using app = new AppProcess({ app: 'web-sockets.ts', env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
  const clients = () =>
    receiver.spans.filter(({ kind }) => kind === 3).map(({ attributes }) => plainAttributes(attributes));
  await eventually(() => clients().length === 4, { what: 'the spans of all requests', timeoutMilliseconds: 50_000 });
  const answers = clients().map((client) => [new URL(String(client['url.full'])).pathname, client]);
  expect(Object.fromEntries(answers)).toMatchObject({
    '/opened': { 'http.response.status_code': 101, 'network.protocol.version': '1.1' },
    '/refused': { 'http.response.status_code': 403 },
    '/undici': { 'http.response.status_code': 101 },
    '/http': { 'http.request.method': 'GET' },
  });
  await eventually(() => app.stdout.includes('done'), { what: 'the app to be done' });
  app.signal('SIGUSR2');
  expect(await app.exit).toEqual({ code: 0, signal: null });
  expect(app.stderr).toBe('');
});
