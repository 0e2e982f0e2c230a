import { OtlpReceiver } from '@cortex/trace-testing';
import { AppProcess } from '../test-support/app-process.ts';

const PERMISSIONS = [
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=PERM0001',
  '--permission',
  '--allow-fs-read=*',
  '--allow-net',
];
const HIDDEN = ['--import', './src/test-support/apps/hide-profilers.mjs'];
const NOT_FOUND = '@datadog/pprof.*\\((ERR_)?MODULE_NOT_FOUND\\)';

test.each([
  ['native code that is not installed', 'otlp', HIDDEN, NOT_FOUND],
  ['native code that is not installed', 'pyroscope', HIDDEN, NOT_FOUND],
  ['--no-addons', 'otlp', ['--no-addons'], '@datadog/pprof.*\\(ERR_DLOPEN_DISABLED\\)'],
  ['--permission', 'otlp', PERMISSIONS, '@datadog/pprof.*\\(ERR_DLOPEN_DISABLED\\)'],
  ['--permission without the inspector', 'otlp', [...PERMISSIONS, '--allow-addons'], '\\(ERR_ACCESS_DENIED\\)'],
])(
  'with %s, one line says that there are no profiles (%s), and everything else runs',
  async (_, CORTEX_PROFILES, flags, reason) => {
    await using receiver = await OtlpReceiver.start();
    // With a signal configured, profiling starts at once.
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, CORTEX_PROFILES, CORTEX_PROFILES_SIGNAL: 'SIGUSR2' };
    await using app = new AppProcess({ app: 'one-span.ts', flags, env });
    expect(await app.exit).toEqual({ code: 7, signal: null });
    expect(app.notices).toEqual([expect.stringMatching(`running without profiles: .*${reason}`)]);
    expect(receiver.spans.map(({ name }) => name)).toEqual(['only']);
    expect(receiver.metrics.map(({ name }) => name)).toContain('process.cpu.time');
    expect(receiver.received.map(({ path }) => path)).not.toContain('/v1development/profiles');
  },
);
