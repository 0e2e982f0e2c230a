import { basename } from 'node:path';
import type { BackendCommand, JaegerSettings } from '../types.ts';
import { alertmanagerCommand } from './alertmanager-command.ts';
import { collectorCommand } from './collector-command.ts';
import { jaegerCommand } from './jaeger-command.ts';
import { natsCommand } from './nats-command.ts';
import { prometheusCommand } from './prometheus-command.ts';
import { victoriaLogsCommand } from './victoria-logs-command.ts';

const consoleUrl = 'http://127.0.0.1:13000';
const common = { binary: '/cache/binary', dataDirectory: '/data' };
const collectorSettings = {
  ...common,
  grpcPort: 4317,
  httpPort: 4318,
  fluentPort: 24224,
  health: '127.9.8.7:13133',
  jaegerOtlp: '127.9.8.7:14317',
  prometheus: '127.9.8.7:9090',
  logs: '127.9.8.7:9428',
  allowedHosts: 'cortex.example',
};

const jaegerSettings: JaegerSettings = {
  ...common,
  host: '127.9.8.7',
  queryPort: 1,
  otlpPort: 2,
  healthPort: 3,
  metricsPort: 4,
};

const commands: Record<string, BackendCommand> = {
  alertmanager: alertmanagerCommand({ ...common, page: `${consoleUrl}/alerts`, listen: '127.9.8.7:1' }),
  collector: collectorCommand(collectorSettings),
  jaeger: jaegerCommand(jaegerSettings),
  prometheus: prometheusCommand({ ...common, consoleUrl, listen: '127.9.8.7:1' }),
  nats: natsCommand({ ...common, port: 4222, monitoring: '127.9.8.7:8222', token: 'secret' }),
  logs: victoriaLogsCommand({ ...common, listen: '127.9.8.7:1' }),
};

describe.each(Object.entries(commands))('the command of %s', (_name, { command, args, env, readiness }) => {
  test('runs the binary on loopback with its state in the data directory', () => {
    const settings = [...args, ...Object.values(env)].join(' ');
    expect(command).toBe('/cache/binary');
    expect(settings).toMatch(/127\.0\.0\.1|127\.9\.8\.7/);
    expect(settings).not.toContain('0.0.0.0');
    expect(settings).toContain('/data/');
  });

  test('is ready at a URL on loopback', () => {
    expect(new URL(readiness.url).hostname).toMatch(/^127\./);
  });
});

function filesOf({ args }: BackendCommand): string[] {
  return args.filter((argument) => argument.endsWith('.yaml')).map((path) => basename(path));
}

describe('jaegerCommand', () => {
  test('stores in Badger, or in an Elasticsearch where there is one', () => {
    const elasticsearchUrl = 'http://127.0.0.1:9200';
    expect(filesOf(jaegerCommand(jaegerSettings))).toEqual(['config.yaml', 'badger.yaml']);
    const { args, env } = jaegerCommand({ ...jaegerSettings, elasticsearchUrl });
    expect(args.map((path) => basename(path))).toContain('elasticsearch.yaml');
    expect(env.CORTEX_ELASTICSEARCH_URL).toBe(elasticsearchUrl);
  });
});

describe('collectorCommand', () => {
  test('has a profiles pipeline only with a destination for profiles', () => {
    const pyroscopeUrl = 'http://127.0.0.1:4040';
    const withProfiles = collectorCommand({ ...collectorSettings, pyroscopeUrl });
    expect(withProfiles.args).toContain('--feature-gates=service.profilesSupport');
    expect(withProfiles.env.PYROSCOPE_URL).toBe(pyroscopeUrl);
    expect(commands.collector?.args).toHaveLength(6);
  });

  test("accepts containers' lines only if a port is given", () => {
    const { fluentPort: _, ...without } = collectorSettings;
    expect(filesOf(collectorCommand(without))).toEqual(['config.yaml', 'traces.yaml']);
    expect(filesOf(collectorCommand(collectorSettings))).toEqual(['config.yaml', 'traces.yaml', 'forward.yaml']);
  });

  test('sends traces to the gateways if there are any, and keeps the queues of each gateway apart', () => {
    const { fluentPort: _, ...without } = collectorSettings;
    const agent = { ...without, gateways: ['127.9.8.7:1', '127.9.8.7:2'] };
    expect(filesOf(collectorCommand(agent))).toEqual(['config.yaml', 'agent.yaml']);
    expect(collectorCommand(agent).env.CORTEX_GATEWAYS).toBe('["127.9.8.7:1","127.9.8.7:2"]');
    const gateway = { ...without, gateway: { name: 'gateway-1', host: '127.9.8.7' } };
    expect(filesOf(collectorCommand(gateway))).toEqual(['config.yaml', 'gateway.yaml', 'sampling.yaml']);
    const { CORTEX_COLLECTOR_HOST: host, CORTEX_COLLECTOR_STORAGE: storage } = collectorCommand(gateway).env;
    expect({ host, storage }).toEqual({ host: '127.9.8.7', storage: '/data/gateway-1' });
  });
});

test('the log store writes lines to disk each second, so that a kill loses only the last ones', () => {
  expect(commands.logs?.args).toContain('-inmemoryDataFlushInterval=1s');
});

test('the caches of the log store are bounded, whatever memory the machine has', () => {
  expect(commands.logs?.args).toContainEqual(expect.stringMatching(/^-memory\.allowedBytes=\d+MiB$/));
});

test('links in alerts and notifications lead to the console, without a change of the path that either backend serves', () => {
  expect(commands.prometheus?.args).toContain(`--web.external-url=${consoleUrl}`);
  expect(commands.alertmanager?.args).toEqual(
    expect.arrayContaining([`--web.external-url=${consoleUrl}/alerts`, '--web.route-prefix=/']),
  );
});

test("the token of NATS is not an argument, which the machine's other users could read", () => {
  expect(commands.nats?.args.join(' ')).not.toContain('secret');
  expect(commands.nats?.env.CORTEX_NATS_TOKEN).toBe('"secret"');
});
