import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { collectorCommand } from './commands/collector-command.ts';
import { ensureBackends } from './ensure-backends.ts';

/** Where the cache has no Collector yet, it is built first. */
const BUILD_MILLISECONDS = 600_000;
const settings = {
  dataDirectory: '/nowhere',
  grpcPort: 1,
  httpPort: 2,
  fluentPort: 3,
  health: '127.0.0.1:4',
  jaegerOtlp: '127.0.0.1:5',
  prometheus: '127.0.0.1:6',
  logs: '127.0.0.1:7',
  allowedHosts: '',
  pyroscopeUrl: 'http://127.0.0.1:8',
};

test.each([
  { as: 'a single Collector', more: {} },
  { as: 'an agent', more: { gateways: ['127.0.0.1:9', '127.0.0.1:10'] } },
  { as: 'a gateway', more: { gateway: { name: 'gateway-1', host: '127.0.0.1' } } },
])(
  'the Collector takes its configuration as $as',
  async ({ more }) => {
    const { collector: binary } = await ensureBackends();
    const { args, env } = collectorCommand({ ...settings, ...more, binary });
    await promisify(execFile)(binary, ['validate', ...args], { env });
  },
  BUILD_MILLISECONDS,
);

test.each(['15', '-5s', ''])(
  'a gateway that would wait "%s" for the spans of a trace does not start',
  async (wait) => {
    const { collector: binary } = await ensureBackends();
    const { args, env } = collectorCommand({ ...settings, gateway: { name: 'gateway-1', host: '127.0.0.1' }, binary });
    const validation = promisify(execFile)(binary, ['validate', ...args], {
      env: { ...env, CORTEX_SAMPLING_WAIT: wait },
    });
    await expect(validation).rejects.toThrow("'decision_wait' time: ");
  },
  BUILD_MILLISECONDS,
);
