import type { BackendCommand } from '../types.ts';
import { alertmanagerCommand } from './alertmanager-command.ts';
import { collectorCommand } from './collector-command.ts';
import { jaegerCommand } from './jaeger-command.ts';
import { prometheusCommand } from './prometheus-command.ts';
import { victoriaLogsCommand } from './victoria-logs-command.ts';

const common = { binary: '/cache/binary', dataDirectory: '/data' };
const collectorSettings = {
  ...common,
  grpcPort: 4317,
  httpPort: 4318,
  fluentPort: 24224,
  healthPort: 13133,
  jaegerOtlpPort: 14317,
  prometheusPort: 9090,
  logsPort: 9428,
};

const commands: Record<string, BackendCommand> = {
  alertmanager: alertmanagerCommand({ ...common, port: 9093 }),
  collector: collectorCommand(collectorSettings),
  jaeger: jaegerCommand({ ...common, queryPort: 16686, otlpPort: 14317, healthPort: 14133, metricsPort: 14888 }),
  prometheus: prometheusCommand({ ...common, port: 9090 }),
  logs: victoriaLogsCommand({ ...common, port: 9428 }),
};

describe.each(Object.entries(commands))('the command of %s', (_name, { command, args, env, readiness }) => {
  test('runs the binary on loopback with its state in the data directory', () => {
    const settings = [...args, ...Object.values(env)].join(' ');
    expect(command).toBe('/cache/binary');
    expect(settings).toContain('127.0.0.1');
    expect(settings).not.toContain('0.0.0.0');
    expect(settings).toContain('/data/');
  });

  test('is ready at a URL on loopback', () => {
    expect(new URL(readiness.url).hostname).toBe('127.0.0.1');
  });
});

describe('collectorCommand', () => {
  test('has a profiles pipeline only with somewhere to send profiles', () => {
    const pyroscopeUrl = 'http://127.0.0.1:4040';
    const withProfiles = collectorCommand({ ...collectorSettings, pyroscopeUrl });
    expect(withProfiles.args).toContain('--feature-gates=service.profilesSupport');
    expect(withProfiles.env.PYROSCOPE_URL).toBe(pyroscopeUrl);
    expect(commands.collector?.args).toHaveLength(2);
  });
});

test('the log store writes lines to disk each second, so that a kill loses only the last ones', () => {
  expect(commands.logs?.args).toContain('-inmemoryDataFlushInterval=1s');
});
