import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { alertmanagerCommand, collectorCommand, prometheusCommand, victoriaLogsCommand } from '@cortex/local/backends';
import { moduleVersion } from '@cortex/local/build';
import { dashboardsFolder, loadFolder, PORTS, type PortName, readSettings, repository } from '@cortex/local/settings';
import { consoleComponent, serviceComponents } from '@cortex/local/stack';
import { type ComposedService, renderCompose } from './testing/rendered-compose.ts';

/** Services that publish their port themselves, with the port's name in the native stack. */
const PUBLISHED: Partial<Record<string, PortName>> = { 'core-api': 'coreApi', collector: 'collectorFluent' };
/** Services that check neither Host nor Origin, and are published through a guard. */
const GUARDED: Record<string, PortName> = {
  alertmanager: 'alertmanager',
  jaeger: 'jaeger',
  prometheus: 'prometheus',
  pyroscope: 'profiles',
  logs: 'logs',
};
/** Other services with web pages, and the guards before them. */
const OTHER_PAGES = { grafana: 'grafana-guard', kibana: 'kibana-guard' };
/** In the native stack, the console has Grafana's port. */
const CONSOLE_PORT = 3001;
/** Services whose images set their own user. */
const OWN_USER = ['core-api', 'memory-service', 'cognition-service', 'console', 'fluentd'];
const GRAFANA_PORT = 3000;
const WRITABLE = ['elasticsearch', 'kibana'];
/** The variables without which deploy/docker/local-images.yml cannot be read. */
const LOCAL_IMAGES = Object.fromEntries(
  ['COLLECTOR', 'GUARD', 'JAEGER', 'PROMETHEUS', 'ALERTMANAGER', 'LOGS'].map((part) => [
    `CORTEX_${part}_IMAGE`,
    'x:1.0',
  ]),
);

let services: Record<string, ComposedService>;

const textOf = (path: string) => readFileSync(join(repository, path), 'utf8');
const versionIn = (folder: string, module: string) =>
  moduleVersion(textOf(`deploy/local/backends/${folder}/go.mod`), module);
const tagOf = (name: string) => services[name]?.image.split(/[:@]/)[1];
const loggedService = (name: string) => ['core-api', 'memory-service', 'cognition-service'].includes(name);

beforeAll(async () => {
  services = await renderCompose();
}, 600_000);

test('every mounted file and every Dockerfile exists', () => {
  const mounts = Object.values(services).flatMap(({ volumes }) => volumes.filter(({ type }) => type === 'bind'));
  const builds = Object.values(services).flatMap(({ build }) => (build ? [join(build.context, build.dockerfile)] : []));
  const missing = [...mounts.map(({ source }) => source), ...builds].filter((path) => !existsSync(path));
  expect(missing).toEqual([]);
});

test('the console gets the results of load tests on demand, read-only', async () => {
  const { console: withResults } = await renderCompose({ file: 'deploy/docker/load-results.yml' });
  const { CORTEX_CONSOLE_LOAD_RESULTS: target } = withResults?.environment ?? {};
  expect(withResults?.volumes).toContainEqual(
    expect.objectContaining({ source: loadFolder(readSettings({})), target, read_only: true }),
  );
});

test('the console and Grafana get the same dashboards, read-only', () => {
  const { console: page, grafana } = services;
  const { CORTEX_CONSOLE_DASHBOARDS: target } = page?.environment ?? {};
  const source = dashboardsFolder;
  expect(page?.volumes).toEqual([expect.objectContaining({ source, target, read_only: true })]);
  expect(grafana?.volumes).toContainEqual(expect.objectContaining({ source, read_only: true }));
});

test('ports are published only on loopback, with the numbers of the native stack', () => {
  const ports = Object.values(services).flatMap((service) => service.ports);
  expect(new Set(ports.map(({ host_ip }) => host_ip))).toEqual(new Set(['127.0.0.1']));
  for (const [service, port] of Object.entries(PUBLISHED)) {
    const { normal } = PORTS[port as PortName];
    expect(services[service]?.ports).toEqual([expect.objectContaining({ target: normal, published: String(normal) })]);
  }
});

test('a guard is before every service that does not itself refuse requests of web pages', () => {
  const { guard } = services;
  const guarded = Object.entries(GUARDED).map(([part, port]) => ({ part, port: PORTS[port].normal }));
  expect(guard?.command).toEqual(['-alertmanager', ...guarded.map(({ part, port }) => `:${port}=${part}:${port}`)]);
  const published = guarded.map(({ port }) => expect.objectContaining({ target: port, published: String(port) }));
  expect(guard?.ports).toEqual(published);
  for (const { part } of guarded) expect([part, services[part]?.ports]).toEqual([part, []]);
  for (const [part, its] of Object.entries(OTHER_PAGES)) {
    const port = services[its]?.ports[0]?.target;
    expect([part, services[part]?.ports]).toEqual([part, []]);
    expect(services[its]?.command).toEqual([`:${port}=${part}:${port}`]);
  }
});

test('the console, which has no login, is reachable only through its guard, and queries the backends through theirs', () => {
  const { console, 'console-guard': guard } = services;
  const { PORT = '' } = console?.build?.args ?? {};
  expect(console).toMatchObject({
    ports: [],
    network_mode: 'service:console-guard',
    environment: { HOST: '127.0.0.1' },
  });
  expect(guard?.command).toEqual([`:${CONSOLE_PORT}=127.0.0.1:${PORT}`]);
  expect(guard?.ports).toEqual([expect.objectContaining({ target: CONSOLE_PORT, published: String(CONSOLE_PORT) })]);
  const published = Object.values(services).flatMap(({ ports }) => ports.map((port) => port.published));
  expect(published.toSorted()).toEqual([...new Set(published)].toSorted());
  const asked = Object.entries(GUARDED).map(([, port]) => `http://guard:${PORTS[port].normal}`);
  const urls = Object.entries(console?.environment ?? {}).filter(([name]) => /^CORTEX_CONSOLE_.+_URL$/.test(name));
  expect(urls.map(([, url]) => url).toSorted()).toEqual(asked.toSorted());
  expect(console?.environment.CORTEX_CONSOLE_URL).toBe(`http://127.0.0.1:${CONSOLE_PORT}`);
});

test('with locally built images, the profile store leads a browser to the console, wherever that is published', async () => {
  const images = Object.fromEntries(
    textOf('deploy/docker/local-images.yml')
      .match(/CORTEX_\w+_IMAGE(?=\})/g)
      ?.map((name) => [name, 'built:1.0']) ?? [],
  );
  const {
    console,
    'console-guard': guard,
    pyroscope,
  } = await renderCompose({
    file: 'deploy/docker/local-images.yml',
    env: { ...images, CORTEX_IMAGE_TAG: '1.0', CORTEX_CONSOLE_PORT: '3456' },
  });
  expect(pyroscope?.image).toBe('cortex/profile-store:1.0');
  const { CORTEX_CONSOLE_URL: url } = pyroscope?.environment ?? {};
  expect([url, console?.environment.CORTEX_CONSOLE_URL]).toEqual(Array(2).fill('http://127.0.0.1:3456'));
  expect(guard?.ports).toEqual([expect.objectContaining({ published: '3456' })]);
});

test('only the service that hands over the volumes runs as root; none has capabilities, unlimited memory or a writable image', () => {
  for (const [name, service] of Object.entries(services)) {
    const { user, mem_limit: limit, cap_drop: dropped, security_opt: security, read_only: readOnly } = service;
    if (name !== 'prepare' && !OWN_USER.includes(name))
      expect([name, user]).toEqual([name, expect.stringMatching(/^[1-9]/)]);
    expect([name, limit, dropped]).toEqual([name, expect.stringMatching(/^\d+$/), ['ALL']]);
    expect([name, security, readOnly]).toEqual([name, ['no-new-privileges:true'], !WRITABLE.includes(name)]);
  }
});

test('each volume is handed over to the user that writes to it', () => {
  const owners = textOf('deploy/docker/prepare-volumes.cjs');
  const handedOver = services.prepare?.volumes.filter(({ type }) => type === 'volume') ?? [];
  expect(handedOver).toHaveLength(7);
  for (const { source } of handedOver) expect(owners).toContain(`${source}: ${services[source]?.user?.split(':')[0]}`);
});

test('images are pinned to the versions of the native stack', () => {
  for (const { image } of Object.values(services)) expect(image).toMatch(/:v?\d+\.\d+(\.\d+)?/);
  // Prometheus 3.16.0 is its module's v0.316.0.
  const prometheus = versionIn('prometheus', 'github.com/prometheus/prometheus').replace('v0.3', 'v3.');
  expect(tagOf('prometheus')).toBe(prometheus);
  expect(tagOf('alertmanager')).toBe(versionIn('alertmanager', 'github.com/prometheus/alertmanager'));
  expect(tagOf('logs')).toBe(versionIn('victorialogs', 'github.com/VictoriaMetrics/VictoriaLogs'));
  expect(tagOf('nats')).toBe(versionIn('nats-server', 'github.com/nats-io/nats-server/v2').slice(1));
  expect(tagOf('load')).toBe(versionIn('k6', 'go.k6.io/k6').slice(1));
  expect(textOf('services/Dockerfile')).toContain(`node:${process.versions.node}-`);
});

test("Fluentd's client and Kibana have Elasticsearch's version", () => {
  const version = tagOf('elasticsearch') ?? '';
  expect(tagOf('kibana')).toBe(version);
  expect(textOf('deploy/fluentd/Dockerfile')).toContain(`"elasticsearch:${version.split('.').slice(0, 2).join('.')}.`);
});

test('the logs of containers are bounded', () => {
  for (const [name, { logging }] of Object.entries(services)) {
    const bounds = { 'max-size': expect.any(String), 'max-file': expect.any(String) };
    const tag = loggedService(name) ? { tag: name } : {};
    expect([name, logging]).toEqual([name, { driver: 'json-file', options: { ...bounds, ...tag } }]);
  }
});

test('the services have the settings of the native stack', () => {
  const native = { settings: readSettings({}), env: {} };
  for (const { name, env } of [...serviceComponents(native), consoleComponent({ ...native, page: '' })]) {
    const composed = services[name]?.environment ?? {};
    const same = Object.keys(env).filter((variable) => /^(?:OTEL_(?!.*ENDPOINT)|CORTEX_PROFILES)/.test(variable));
    expect(same).toContain('OTEL_SERVICE_NAME');
    for (const variable of same) expect([variable, composed[variable]]).toEqual([variable, env[variable]]);
    if (loggedService(name)) expect(services[name]?.logging?.options.tag).toBe(name);
  }
});

test('a secret reaches only the containers that need it', async () => {
  const containers: Record<string, string[]> = {
    CORTEX_JWT_SECRET: ['core-api'],
    CORTEX_INTERNAL_SECRET: ['cognition-service', 'core-api', 'load', 'memory-service'],
    CORTEX_EVENTS_URL: ['core-api'],
    CORTEX_NATS_TOKEN: ['nats'],
    DATABASE_URL: ['memory-service'],
    CORTEX_ALERT_WEBHOOK_URL: ['prepare'],
    CORTEX_GRAFANA_PASSWORD: ['grafana'],
    CORTEX_POSTGRES_PASSWORD: ['postgres'],
    LOAD_PASSWORD: ['load'],
  };
  const env = Object.fromEntries(Object.keys(containers).map((name) => [name, `the value of ${name}`]));
  const rendered = Object.entries(await renderCompose({ env }));
  for (const [name, expected] of Object.entries(containers)) {
    const found = rendered.filter(([, service]) => JSON.stringify(service).includes(`the value of ${name}`));
    expect([name, found.map(([container]) => container).sort()]).toEqual([name, expected]);
  }
});

test('the backends have the flags of the native stack', () => {
  const native = { binary: '', dataDirectory: '/data', consoleUrl: 'http://127.0.0.1:1', listen: '127.0.0.1:1' };
  const switches = (args: string[]) => args.filter((arg) => !/127\.0\.0\.1|\/data|:\/\//.test(arg));
  expect(services.prometheus?.command).toEqual(expect.arrayContaining(switches(prometheusCommand(native).args)));
  expect(services.logs?.command).toEqual(expect.arrayContaining(switches(victoriaLogsCommand(native).args)));
  const ports = {
    grpcPort: 1,
    httpPort: 1,
    health: '',
    jaegerOtlp: '',
    prometheus: '',
    logs: '',
    allowedHosts: '',
  };
  const collector = collectorCommand({ ...native, ...ports, pyroscopeUrl: 'http://pyroscope:4040' });
  // By default, the last configuration repeats one of the others.
  expect(services.collector?.command).toHaveLength(collector.args.length + 2);
  expect(services.collector?.command).toContain('--feature-gates=service.profilesSupport');
  expect(services.collector?.environment.GOMEMLIMIT).toBe(collector.env.GOMEMLIMIT);
});

test('with gateways, the Collector is their agent, and each reads what it does natively', async () => {
  const composed = await renderCompose({ file: 'deploy/docker/sampling.yml' });
  const names = ['gateway-1', 'gateway-2'];
  expect(configurationsOf(composed.collector)).toEqual(['config.yaml', 'agent.yaml', 'profiles.yaml', 'profiles.yaml']);
  expect(composed.collector?.environment.CORTEX_GATEWAYS).toBe('[gateway-1:4317, gateway-2:4317]');
  for (const name of names) {
    const gateway = composed[name];
    expect(configurationsOf(gateway)).toEqual(['config.yaml', 'gateway.yaml', 'sampling.yaml']);
    expect(gateway?.environment.CORTEX_COLLECTOR_INSTANCE).toBe(name);
  }
  for (const name of ['collector', ...names]) {
    const { image, user, read_only, cap_drop, volumes = [] } = composed[name] ?? {};
    expect({ image, user, read_only, cap_drop }).toEqual({
      image: services.collector?.image,
      user: '10001:10001',
      read_only: true,
      cap_drop: ['ALL'],
    });
    const mounted = volumes.filter(({ type }) => type === 'bind');
    expect(mounted.map(({ source }) => existsSync(source))).toEqual(mounted.map(() => true));
    const targets = mounted.map(({ target }) => basename(target));
    expect(targets).toEqual(expect.arrayContaining(configurationsOf(composed[name])));
  }
});

function configurationsOf(service: ComposedService | undefined): string[] {
  return (service?.command ?? []).filter((word) => word.endsWith('.yaml')).map((path) => basename(path));
}

test('configuration names the services of the compose file', () => {
  const files = [
    'collector/config.yaml',
    'collector/forward.yaml',
    'collector/profiles.yaml',
    'deploy/grafana/provisioning/datasources/cortex.yaml',
  ];
  const hosts = files.flatMap((file) =>
    [...textOf(file).matchAll(/(?::-|http:\/\/)([a-z-]+):\d+/g)].map(([, host]) => host),
  );
  const targets = globSync('deploy/prometheus/targets/*.json', { cwd: repository }).flatMap((file) =>
    JSON.parse(textOf(file)),
  );
  const scraped = targets.flatMap((group: { targets: string[] }) =>
    group.targets.map((target) => target.split(':')[0]),
  );
  expect(scraped.length).toBeGreaterThan(3);
  expect([...new Set([...hosts, ...scraped])].sort()).toEqual([
    'alertmanager',
    'cognition-service',
    'console-guard',
    'core-api',
    'jaeger',
    'logs',
    'memory-service',
    'prometheus',
    'pyroscope',
  ]);
  expect(Object.keys(services)).toEqual(expect.arrayContaining([...hosts, ...scraped]));
});

describe.each([
  {
    where: 'Grafana',
    file: undefined,
    ui: 'ui-grafana.json',
    page: `:${GRAFANA_PORT}/alerting/groups?alertmanager=Alertmanager`,
  },
  {
    where: 'the console when Grafana cannot run',
    file: 'deploy/docker/local-images.yml',
    ui: 'ui.json',
    page: `:${CONSOLE_PORT}/alerts`,
  },
])('links lead to $where', ({ file, ui, page }) => {
  let composed: Record<string, ComposedService>;

  beforeAll(async () => {
    composed = await renderCompose({ ...(file && { file, env: LOCAL_IMAGES }), profiles: [] });
  });

  test("from Jaeger's pages", () => {
    const { environment = {}, volumes = [] } = composed.prepare ?? {};
    expect(environment.CORTEX_JAEGER_UI).toBe(ui);
    expect(volumes).toContainEqual(expect.objectContaining({ target: '/jaeger' }));
    const bases = [...textOf(`deploy/jaeger/${ui}`).matchAll(/"url": "\$\{(\w+)\}\//g)].map(([, base = '']) => base);
    expect(bases).toHaveLength(textOf(`deploy/jaeger/${ui}`).match(/"url"/g)?.length ?? 0);
    for (const base of bases) expect(environment[base]).toMatch(/^http:\/\/127\.0\.0\.1:300[01]$/);
    expect('grafana' in composed).toBe(ui !== 'ui.json');
  });

  test("from Alertmanager's notifications, and from the source of an alert to the console", () => {
    const { args } = alertmanagerOf(`http://127.0.0.1${page}`);
    expect(composed.alertmanager?.command).toEqual(args);
    expect(composed.prometheus?.command).toContain(`--web.external-url=http://127.0.0.1:${CONSOLE_PORT}`);
  });
});

/** The native command, with the container's paths and without the listen address. */
function alertmanagerOf(page: string): { args: string[] } {
  const { args } = alertmanagerCommand({ binary: '', dataDirectory: '/', page, listen: '' });
  const placed = args.filter((arg) => !arg.startsWith('--web.listen-address'));
  return { args: placed.map((arg) => arg.replace(/=.*\/deploy\/alertmanager\//, '=/etc/alertmanager/')) };
}

test("Jaeger's links are the same in both files, except the one to the trace in the console", () => {
  const read = (name: string) => JSON.parse(textOf(`deploy/jaeger/${name}`));
  const textsIn = ({ linkPatterns }: { linkPatterns: { text: string }[] }) => linkPatterns.map(({ text }) => text);
  const [own, grafana] = ['ui.json', 'ui-grafana.json'].map(read);
  expect(textsIn(own).slice(1)).toEqual(textsIn(grafana));
  expect({ ...own, linkPatterns: [] }).toEqual({ ...grafana, linkPatterns: [] });
});

test('EFK and PostgreSQL are switched on by one file each', async () => {
  const efk = await renderCompose({ envFile: 'deploy/fluentd/compose.env', profiles: [] });
  expect(Object.keys(efk)).toEqual(expect.arrayContaining(['fluentd', 'elasticsearch', 'kibana']));
  expect(efk.fluentd?.ports[0]).toMatchObject({ published: '24224' });
  expect(efk['core-api']?.logging).toEqual({
    driver: 'fluentd',
    options: { tag: 'core-api', 'fluentd-async': 'true' },
  });
  const postgres = await renderCompose({ envFile: 'deploy/postgres/compose.env', profiles: [] });
  expect(Object.keys(postgres)).toContain('postgres');
  expect(postgres['memory-service']?.environment.DATABASE_URL).toMatch(/^postgres:\/\/.*@postgres:5432\//);
  const password = postgres.postgres?.environment.POSTGRES_PASSWORD;
  expect(postgres['memory-service']?.environment.DATABASE_URL).toContain(`:${password}@`);
  const nats = await renderCompose({ envFile: 'deploy/nats/compose.env', profiles: [] });
  const token = JSON.parse(nats.nats?.environment.CORTEX_NATS_TOKEN ?? 'null');
  expect(nats['core-api']?.environment.CORTEX_EVENTS_URL).toBe(`nats://${token}@nats:4222`);
});
