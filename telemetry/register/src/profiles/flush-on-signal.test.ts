import { type DecodedRequest, decodeRequest } from '@cortex/test-support';
import { eventually, OtlpReceiver } from '@cortex/trace-testing';
import { AppProcess } from '../test-support/app-process.ts';

const HOUR_MILLISECONDS = '3600000';

test('with CORTEX_PROFILES_SIGNAL=SIGUSR2, that signal sends what was profiled since the last export without waiting for the interval', async () => {
  await using receiver = await OtlpReceiver.start();
  await using app = new AppProcess({
    app: 'own-handler.ts',
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      CORTEX_PROFILES_INTERVAL: HOUR_MILLISECONDS,
      CORTEX_PROFILES_SIGNAL: 'SIGUSR2',
    },
  });
  await eventually(() => /^listening/m.exec(app.stdout) ?? undefined, {
    what: `the app to listen; it wrote: ${app.stderr}`,
  });
  const before = Date.now();
  const [first] = await profilesAfterSignal(app, receiver, 1);
  const second = (await profilesAfterSignal(app, receiver, 2))[1];
  expect(startOf(first)).toBeLessThanOrEqual(before);
  expect(startOf(second)).toBeGreaterThanOrEqual(before);
  expect(startOf(second)).toBe(startOf(first) + (first?.profiles[0]?.durationNanoseconds ?? 0) / 1e6);
});

test('without it, SIGUSR2 ends the process, which nodemon relies on to restart one', async () => {
  await using receiver = await OtlpReceiver.start();
  await using app = new AppProcess({
    app: 'own-handler.ts',
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
  });
  await eventually(() => /^listening/m.test(app.stdout), { what: `the app to listen; it wrote: ${app.stderr}` });
  app.signal('SIGUSR2');
  expect(await app.exit).toEqual({ code: null, signal: 'SIGUSR2' });
});

async function profilesAfterSignal(app: AppProcess, receiver: OtlpReceiver, count: number): Promise<DecodedRequest[]> {
  app.signal('SIGUSR2');
  return eventually(
    () => {
      const requests = receiver.received.filter(({ path }) => path === '/v1development/profiles');
      return requests.length >= count ? requests.map(({ body }) => decodeRequest(body)) : undefined;
    },
    { what: `${count} profile requests` },
  );
}

/** Milliseconds since the epoch. */
function startOf(request: DecodedRequest | undefined): number {
  return Number((request?.profiles[0]?.start ?? 0n) / 1_000_000n);
}
