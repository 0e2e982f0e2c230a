import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { OtlpReceiver } from '@cortex/trace-testing';

const DEFERRED = fileURLToPath(new URL('./fixtures/deferred.ts', import.meta.url));
const AN_HOUR = '3600000';

test.each([
  ['nothing', 'an hour later', { DELAY: AN_HOUR }, 0],
  ['nothing', 'at once', { DELAY: '0' }, 1],
  ['nothing', 'at once because a signal may ask for profiles', { DELAY: AN_HOUR, SIGNAL: 'SIGUSR2' }, 1],
  ['a span', 'an hour later', { DELAY: AN_HOUR }, 1],
  ['a while', '1 ms later', { DELAY: '1' }, 1],
])(
  'exports the expected profiles of a program that does %s, with profiling that starts %s',
  async (work, _, settings, count) => {
    await using receiver = await OtlpReceiver.start();
    const { NODE_OPTIONS: __, ...inherited } = process.env;
    const env = { ...inherited, ...settings, WORK: work, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
    await promisify(execFile)(process.execPath, ['--conditions=cortex-source', DEFERRED], { env });
    expect(receiver.received.map(({ path }) => path)).toEqual(Array(count).fill('/v1development/profiles'));
  },
  60_000,
);
