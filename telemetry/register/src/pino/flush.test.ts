import { OtlpReceiver } from '@cortex/trace-testing';
import { AppProcess } from '../test-support/app-process.ts';

test('flush calls back once the lines are written', async () => {
  await using receiver = await OtlpReceiver.start();
  await using app = new AppProcess({
    app: 'flushing-lines.ts',
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, CORTEX_PROFILES: 'off' },
  });
  expect(await app.exit).toEqual({ code: 0, signal: null });
  const messages = app.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).msg);
  expect(messages).toEqual(['one', 'two']);
  expect(receiver.logs.map(({ body }) => body.stringValue)).toEqual(['one', 'two']);
});
