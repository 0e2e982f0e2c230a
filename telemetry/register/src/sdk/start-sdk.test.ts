import { OtlpReceiver } from '@cortex/trace-testing';
import { AppProcess } from '../test-support/app-process.ts';

test.each([
  ['no special settings', {}, ['only']],
  ['a sampler', { OTEL_TRACES_SAMPLER: 'always_off' }, []],
  ['a limit', { OTEL_SPAN_EVENT_COUNT_LIMIT: '1' }, ['only']],
  ['a propagator of another kind', { OTEL_PROPAGATORS: 'b3,tracecontext' }, ['only']],
  ['one W3C propagator', { OTEL_PROPAGATORS: 'tracecontext' }, ['only']],
])('the SDK runs with %s in the environment', async (_, asked, names) => {
  await using receiver = await OtlpReceiver.start();
  await using app = new AppProcess({
    app: 'one-span.ts',
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...asked },
  });
  expect(await app.exit).toEqual({ code: 7, signal: null });
  expect(app.notices).toEqual([]);
  expect(receiver.spans.map(({ name }) => name)).toEqual(names);
  expect(receiver.metrics.map(({ name }) => name)).toContain('process.cpu.time');
});
