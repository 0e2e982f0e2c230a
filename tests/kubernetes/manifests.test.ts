import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleVersion } from '@cortex/local/build';
import { repository } from '@cortex/local/settings';
import { parse } from 'yaml';
import { incomingEdges, neededEdges, outgoingEdges } from './edges.ts';
import { containerOf, environmentOf, type Manifests, render, selects, type Workload } from './manifests.ts';
import { OVERLAYS } from './overlays.ts';
import { SECRETS } from './secrets.ts';

/** The services that Prometheus checks to be up. */
const SCRAPED = ['core-api', 'memory-service', 'cognition-service', 'console'];
/** The folder with the files of each ConfigMap, by its name without the hash. */
const SOURCES: Record<string, string> = {
  'alertmanager-configuration': 'deploy/alertmanager',
  'collector-configuration': 'collector',
  dashboards: 'deploy/grafana/dashboards',
  'jaeger-configuration': 'deploy/jaeger',
  'nats-configuration': 'deploy/nats',
  'prometheus-configuration': 'deploy/prometheus',
  'prometheus-rules': 'deploy/prometheus/rules',
  'prometheus-targets': 'deploy/prometheus/targets',
  'pyroscope-configuration': 'deploy/pyroscope',
};
/** Folders whose files must all be in the ConfigMap. The console is left out: it requires its token, which a file of targets cannot have. */
const ALL_OF: Record<string, string> = {
  'deploy/grafana/dashboards': '*.json',
  'deploy/prometheus/rules': '*.rules.yml',
  'deploy/prometheus/targets': '!(cortex-console).json',
};
const sourceOf = (configMap: string) => SOURCES[configMap.replace(/-[a-z0-9]{10}$/, '')];
/** Variables that the Go runtime reads. */
const OF_GO = ['GOMAXPROCS', 'GOMEMLIMIT'];
/** Variables that only other variables of the container refer to. */
const ONLY_REFERRED_TO = ['NATS_TOKEN', 'POD_NAME'];
/** The time limits after SIGTERM, in their order: requests, the queue of inputs, events for NATS, gaps, telemetry. */
const STOP: [file: string, constant: RegExp][] = [
  ['services/runtime/src/config/service-variables.ts', /STOP_TIMEOUT_MILLISECONDS = ([\d_]+)/],
  ['services/core-api/src/config.ts', /work: \{[^}]*?drainMilliseconds: ([\d_]+)/],
  ['services/core-api/src/config.ts', /nats: \{.*?drainMilliseconds: ([\d_]+)/s],
  ['services/core-api/src/config.ts', /gapMilliseconds: ([\d_]+)/],
  ['telemetry/register/src/process-end/limit.ts', /DEFAULT_MILLISECONDS = ([\d_]+)/],
];

interface Composed {
  services: Record<
    string,
    { image: string; user?: string; build?: { dockerfile: string; args?: { SERVICE: string; PORT: string } } }
  >;
}

const textOf = (path: string) => readFileSync(join(repository, path), 'utf8');
const compose = parse(textOf('docker-compose.otel.yml'), { merge: true }) as Composed;
const imageName = (image: string) => image.split(':')[0];
const nameOf = ({ metadata }: { metadata: { name: string } }) => metadata.name;
const sorted = (edges: Iterable<string>) => [...edges].sort();
const environment = (manifests: Manifests, workload: Workload) =>
  environmentOf(manifests, workload, { secrets: SECRETS, podName: nameOf(workload) });

describe.each(OVERLAYS)('%s', (overlay) => {
  let manifests: Manifests;
  beforeAll(async () => {
    manifests = await render(overlay);
  });

  test('every service leads to pods, at ports that they have', () => {
    const { services, workloads } = manifests;
    expect(services.length).toBeGreaterThan(5);
    for (const { metadata, spec } of services) {
      const found = workloads.filter((one) => selects(spec.selector, one.spec.template.metadata.labels));
      expect([metadata.name, found.length]).toEqual([metadata.name, 1]);
      const names = found.flatMap((one) => containerOf(one).ports.map(({ name }) => name));
      expect(names).toEqual(expect.arrayContaining(spec.ports.map(({ targetPort }) => targetPort)));
    }
  });

  test('every container is asked whether it has started, lives and is ready, at a port that it has', () => {
    for (const workload of manifests.workloads) {
      const { ports, startupProbe, livenessProbe, readinessProbe } = containerOf(workload);
      for (const { httpGet } of [startupProbe, livenessProbe, readinessProbe]) {
        expect([nameOf(workload), ports.map(({ name }) => name)]).toEqual([
          nameOf(workload),
          expect.arrayContaining([httpGet.port]),
        ]);
      }
    }
  });

  test('every image is one of the compose file, or at the version that the tests run, and has its user', () => {
    const composed = Object.values(compose.services);
    for (const workload of manifests.workloads) {
      const { image, ports } = containerOf(workload);
      if (imageName(image) === 'nats') {
        const goMod = textOf('deploy/local/backends/nats-server/go.mod');
        expect(`v${image.split(':')[1]}`).toBe(moduleVersion(goMod, 'github.com/nats-io/nats-server/v2'));
        continue;
      }
      const found = composed.find((one) => imageName(one.image) === imageName(image));
      expect(found?.image.replace(/\$\{\w+:-(.*)\}/, '$1')).toBe(image);
      const { build, user } = found ?? {};
      const dockerfile = build ? textOf(build.dockerfile) : `USER ${user}`;
      const users = [...dockerfile.matchAll(/^USER (.*)$/gm)].map(([, one]) => one);
      const { runAsUser, runAsGroup } = workload.spec.template.spec.securityContext;
      expect(new Set(users)).toEqual(new Set([`${runAsUser}:${runAsGroup}`]));
      if (build?.args) expect(ports.map(({ containerPort }) => String(containerPort))).toEqual([build.args.PORT]);
    }
  });

  test('every variable is one that the program reads', () => {
    for (const workload of manifests.workloads) {
      const variables = Object.keys(environment(manifests, workload)).filter(
        (name) => !ONLY_REFERRED_TO.includes(name),
      );
      const unread = variables.filter((name) => !isRead(name, workload) && !OF_GO.includes(name));
      expect([nameOf(workload), unread]).toEqual([nameOf(workload), []]);
    }
  });

  test('every service documents its variables', () => {
    const settings = textOf('docs/settings.md');
    const services = manifests.workloads.filter((workload) => containerOf(workload).name === 'service');
    expect(services).toHaveLength(4);
    const variables = new Set(services.flatMap((workload) => Object.keys(environment(manifests, workload))));
    const undocumented = [...variables].filter(
      (name) => !name.startsWith('OTEL_') && !settings.includes(`\`${name}\``),
    );
    expect(undocumented).toEqual(['NATS_TOKEN']);
  });

  test('a service has the time that it takes to end', () => {
    const afterSignal = STOP.map(
      ([file, constant]) => Number(constant.exec(textOf(file))?.[1]?.replaceAll('_', '')) / 1000,
    );
    expect(afterSignal).toEqual([5, 3, 1.5, 0.5, 1]);
    for (const workload of manifests.workloads.filter((one) => containerOf(one).name === 'service')) {
      const { terminationGracePeriodSeconds = 30 } = workload.spec.template.spec;
      const before = containerOf(workload).lifecycle?.preStop.sleep.seconds ?? 0;
      const needed = before + afterSignal.reduce((sum, seconds) => sum + seconds, 0);
      expect(terminationGracePeriodSeconds).toBeGreaterThan(needed);
    }
  });

  test('configuration is made of the files that other ways of running use, all of them', () => {
    const made = manifests.configMaps.filter(({ metadata }) => sourceOf(metadata.name) !== undefined);
    expect(made.length).toBeGreaterThan(2);
    for (const { metadata, data } of made) {
      const folder = sourceOf(metadata.name) ?? '';
      for (const [name, text] of Object.entries(data)) expect(text).toBe(textOf(join(folder, name)));
      const all = ALL_OF[folder];
      if (all) expect(Object.keys(data).sort()).toEqual(globSync(all, { cwd: join(repository, folder) }).sort());
    }
  });
});

/** Whether a program's sources name the variable. OpenTelemetry's own variables are read by its SDK. */
function isRead(name: string, workload: Workload): boolean {
  if (name.startsWith('OTEL_')) return true;
  const { image } = containerOf(workload);
  const program = imageName(image)?.split('/').at(-1) ?? '';
  const ofService = [`services/${program}/src`, 'services/runtime/src', 'telemetry/register/src'];
  const folders =
    containerOf(workload).name === 'service'
      ? ofService
      : program === 'collector'
        ? ['collector']
        : [`deploy/${program}`];
  try {
    execFileSync('git', ['grep', '-qw', name, '--', ...folders.map((path) => `${path}/*`), ':!*.test.ts'], {
      cwd: repository,
    });
    return true;
  } catch {
    return false;
  }
}

describe('production', () => {
  let manifests: Manifests;
  beforeAll(async () => {
    manifests = await render('production');
  });

  test('nothing is open but what is needed, on both ends', () => {
    const needed = sorted(neededEdges(manifests));
    expect(needed.length).toBeGreaterThan(15);
    expect(sorted(outgoingEdges(manifests))).toEqual(needed);
    const within = needed.filter((edge) => !/> (namespace|anywhere)/.test(edge));
    const incoming = sorted(incomingEdges(manifests));
    expect(incoming).toEqual(
      sorted([
        ...within,
        'namespace ingress > console:http',
        'namespace ingress > core-api:http',
        ...SCRAPED.map((name) => `namespace observability > ${name}:http`),
      ]),
    );
  });

  test('what no policy mentions is closed', () => {
    const closed = manifests.policies.filter(
      ({ spec }) => Object.keys(spec.podSelector).length === 0 && !spec.ingress && !spec.egress,
    );
    expect(closed.map(({ spec }) => spec.policyTypes)).toEqual([['Ingress', 'Egress']]);
    const ports = (workload: Workload | undefined) => workload && containerOf(workload).ports.map(({ name }) => name);
    for (const edge of [...outgoingEdges(manifests), ...incomingEdges(manifests)]) {
      const [, target = '', port] = /> ([\w-]+):([\w-]+)$/.exec(edge) ?? [];
      if (target !== 'anywhere' && port !== undefined)
        expect(ports(manifests.workloads.find((one) => nameOf(one) === target))).toContain(port);
    }
  });

  test('the edges are not the same without any of the policies', () => {
    const named = manifests.policies.filter(({ spec }) => spec.podSelector.matchLabels);
    expect(named.length).toBe(manifests.workloads.length);
    for (const left of named) {
      const policies = manifests.policies.filter((policy) => policy !== left);
      expect(sorted(outgoingEdges({ ...manifests, policies }))).not.toEqual(sorted(neededEdges(manifests)));
    }
  });

  test('the agents know every gateway', () => {
    const [agent, gateway] = ['collector', 'gateway'].map((name) =>
      manifests.workloads.find((one) => nameOf(one) === name),
    );
    const { CORTEX_GATEWAYS = '' } = agent ? environment(manifests, agent) : {};
    const names = Array.from(
      { length: gateway?.spec.replicas ?? 0 },
      (_, ordinal) => `gateway-${ordinal}.gateway:4317`,
    );
    expect(parse(CORTEX_GATEWAYS)).toEqual(names);
  });

  test('autoscalers scale what there is, by queues that are measured', () => {
    const { workloads, autoscalers } = manifests;
    const contract = parse(textOf('services/signals/contract.yaml'));
    const queues = contract.attributes.queue.values as string[];
    for (const { spec } of autoscalers) {
      const target = workloads.find(
        (one) => one.kind === spec.scaleTargetRef.kind && nameOf(one) === spec.scaleTargetRef.name,
      );
      // Applying the manifest again would undo the scaling.
      expect([spec.scaleTargetRef.name, target && 'replicas' in target.spec]).toEqual([
        spec.scaleTargetRef.name,
        false,
      ]);
      for (const { external } of spec.metrics) {
        if (external === undefined) continue;
        expect(Object.keys(contract.metrics)).toContain(external.metric.name);
        expect(queues).toContain(external.metric.selector.matchLabels.queue);
      }
    }
    expect(autoscalers.flatMap(({ spec }) => spec.metrics).filter(({ external }) => external)).toHaveLength(2);
  });

  test('every disruption budget is for pods that there are', () => {
    const { budgets, workloads } = manifests;
    for (const { metadata, spec } of budgets) {
      const found = workloads.filter((one) => selects(spec.selector.matchLabels, one.spec.template.metadata.labels));
      expect([metadata.name, found.length]).toEqual([metadata.name, 1]);
    }
  });
});
