import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { KubernetesCluster } from '@cortex/local/testing';
import { eventually } from '@cortex/trace-testing';
import { containerOf, type Workload } from './manifests.ts';
import { folderOf, NAMESPACE, OVERLAYS, type Overlay } from './overlays.ts';

const NODES = ['node-1', 'node-2', 'node-3', 'node-4'];
/** The replicas of the workloads that production runs more than once. */
const REPLICAS: Record<string, number> = {
  'core-api': 3,
  'memory-service': 3,
  'cognition-service': 3,
  nats: 3,
  gateway: 2,
};
const DEADLINE = { timeoutMilliseconds: 120_000 };

interface Applied {
  kind: string;
  metadata: { name: string; namespace?: string; resourceVersion: string; labels: Record<string, string> };
}
interface Pod extends Applied {
  spec: { nodeName?: string };
  status: { conditions?: { type: string; status: string }[] };
}
interface Budget extends Applied {
  spec: { maxUnavailable: number };
  status: { expectedPods: number; disruptionsAllowed: number };
}
interface Autoscaler extends Applied {
  spec: { minReplicas: number };
  status: { desiredReplicas?: number; conditions?: { type: string; status: string }[] };
}
interface Claim extends Applied {
  spec: { volumeName?: string; resources: { requests: { storage: string } } };
}

const apply = (cluster: KubernetesCluster, overlay: Overlay, ...more: string[]) =>
  cluster.kubectl(['apply', '--server-side', '-k', folderOf(overlay), ...more]);

const nameOf = ({ kind, metadata }: Applied) => `${kind}/${metadata.name}`;

describe.each(OVERLAYS)('%s', (overlay) => {
  let cluster: KubernetesCluster;

  beforeAll(async () => {
    cluster = await KubernetesCluster.start();
  });
  afterAll(() => cluster[Symbol.asyncDispose]());

  const pods = () => cluster.list<Pod>('pods', NAMESPACE);

  if (overlay === 'one-node')
    test('the commands of docs/kubernetes.md apply it', async () => {
      const page = readFileSync(join(repository, 'docs/kubernetes.md'), 'utf8');
      const [, commands = ''] = /^```sh$(.*?)^```$/ms.exec(page) ?? [];
      expect(commands).toContain(`kubectl apply --server-side -k deploy/kubernetes/overlays/${overlay}`);
      const { code, stderr } = await cluster.sh(commands);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    });

  test('is accepted by the API server, without a warning', async () => {
    const { code, stdout, stderr } = await apply(cluster, overlay);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trim().split('\n');
    expect(lines.length).toBeGreaterThan(15);
    expect(lines.filter((line) => !line.endsWith(' serverside-applied'))).toEqual([]);
  });

  test('a second time changes nothing', async () => {
    const versions = async () => {
      const { stdout } = await apply(cluster, overlay, '-o', 'json');
      const { items } = JSON.parse(stdout) as { items: Applied[] };
      return Object.fromEntries(items.map((item) => [nameOf(item), item.metadata.resourceVersion]));
    };
    expect(await versions()).toEqual(await versions());
  });

  test('a field that does not exist is refused', async () => {
    const metadata = { name: 'mistaken', namespace: NAMESPACE };
    const { code, stderr } = await cluster.apply([{ apiVersion: 'v1', kind: 'ConfigMap', metadata, dada: {} }]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('unknown field "dada"')]);
  });

  test('every pod gets a node and becomes ready', async () => {
    await cluster.startNodes(overlay === 'one-node' ? NODES.slice(0, 1) : NODES);
    const kinds = 'deployments,statefulsets,daemonsets';
    const workloads = await cluster.list<Applied>(kinds, NAMESPACE);
    // Claims appear one after the other, as the StatefulSets create their pods.
    await eventually(() => provideVolumes(cluster), { what: 'the claims to be bound', ...DEADLINE });
    for (const workload of workloads) {
      const { code, stderr } = await cluster.kubectl([
        'rollout',
        'status',
        nameOf(workload).toLowerCase(),
        `--namespace=${NAMESPACE}`,
        '--timeout=120s',
      ]);
      expect([nameOf(workload), code, stderr]).toEqual([nameOf(workload), 0, '']);
    }
    expect((await pods()).length).toBeGreaterThanOrEqual(workloads.length);
  });

  test('a privileged container is refused, and a template of one warned of', async () => {
    const metadata = { name: 'privileged', namespace: NAMESPACE };
    const container = { name: 'privileged', image: 'x', securityContext: { privileged: true } };
    const pod = await cluster.apply([{ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [container] } }]);
    expect(pod.code).toBe(1);
    expect(pod.stderr).toContain('violates PodSecurity "restricted:latest": privileged');
    const matchLabels = { app: 'privileged' };
    const template = { metadata: { labels: matchLabels }, spec: { containers: [container] } };
    const spec = { replicas: 0, selector: { matchLabels }, template };
    const deployment = await cluster.apply([{ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec }]);
    expect(deployment.stderr).toContain('Warning: would violate PodSecurity "restricted:latest"');
    expect((await cluster.kubectl(['delete', 'deployment/privileged', '-n', NAMESPACE])).code).toBe(0);
  });

  if (overlay !== 'production') return;

  test('autoscalers and disruption budgets are taken up', async () => {
    const autoscalers = await eventually(
      async () => {
        const found = await cluster.list<Autoscaler>('horizontalpodautoscalers', NAMESPACE);
        return found.every(({ spec, status }) => status.desiredReplicas === spec.minReplicas) && found;
      },
      { what: 'the autoscalers to ask for their least replicas', ...DEADLINE },
    );
    expect(autoscalers.map((autoscaler) => autoscaler.metadata.name).sort()).toEqual([
      'cognition-service',
      'core-api',
      'memory-service',
    ]);
    await eventually(
      async () => {
        const budgets = await cluster.list<Budget>('poddisruptionbudgets', NAMESPACE);
        return (
          budgets.length === Object.keys(REPLICAS).length &&
          budgets.every(
            ({ metadata, status }) =>
              status.expectedPods === REPLICAS[metadata.name] && status.disruptionsAllowed === 1,
          )
        );
      },
      { what: 'one pod to be allowed to go, in each budget', ...DEADLINE },
    );
  });

  test('each node has an agent', async () => {
    const agents = (await pods()).filter(({ metadata }) => metadata.labels['app.kubernetes.io/name'] === 'collector');
    expect(agents.map(({ spec }) => spec.nodeName).sort()).toEqual(NODES);
  });

  test('the replicas of each are on nodes of their own', async () => {
    for (const [name, replicas] of Object.entries(REPLICAS)) {
      const nodes = (await pods())
        .filter(({ metadata }) => metadata.labels['app.kubernetes.io/name'] === name)
        .map(({ spec }) => spec.nodeName);
      expect([name, nodes.length, new Set(nodes).size]).toEqual([name, replicas, replicas]);
    }
  });
});

test('ServiceMonitors are accepted, beside a kustomization of a user', async () => {
  await using cluster = await KubernetesCluster.start();
  await cluster.takeServiceMonitors();
  const folder = join(import.meta.dirname, 'with-service-monitor');
  const { code, stderr } = await cluster.kubectl(['apply', '--server-side', '-k', folder]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const monitors = await cluster.list<Applied>('servicemonitors', NAMESPACE);
  expect(monitors.map(nameOf)).toEqual(['ServiceMonitor/console', 'ServiceMonitor/services']);
  const [coreApi] = await cluster.list<Workload>('deployments', NAMESPACE, 'app.kubernetes.io/name=core-api');
  expect(coreApi && containerOf(coreApi).image).toBe('registry.example/core-api:0.1.0');
});

/** Gives each claim a volume of its size. @returns whether all are bound */
async function provideVolumes(cluster: KubernetesCluster): Promise<boolean> {
  const claims = await cluster.list<Claim>('persistentvolumeclaims', NAMESPACE);
  const unbound = claims.filter(({ spec }) => spec.volumeName === undefined);
  const volumes = unbound.map(({ metadata: { name }, spec }) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      capacity: spec.resources.requests,
      accessModes: ['ReadWriteOnce'],
      claimRef: { namespace: NAMESPACE, name },
      hostPath: { path: `/${name}` },
    },
  }));
  if (volumes.length > 0) await cluster.create(volumes);
  return claims.length > 0 && unbound.length === 0;
}
