import {
  containerOf,
  environmentOf,
  expand,
  type Manifests,
  type NetworkPolicy,
  type Peer,
  selects,
  type Workload,
} from './manifests.ts';
import { SECRETS } from './secrets.ts';

/** `<host>:<port>` in a value, with a name for a host. */
const ADDRESS = /(?<=^|[/@,[\s])([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*):(\d+)/g;
const NAME_RESOLUTION = 53;
const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** Connections such as `core-api > memory-service:http`. A target outside the namespace is `namespace observability:9090` or `anywhere:5432`. */
export type Edges = Set<string>;

/** The connections that the containers' environments and arguments name. */
export function neededEdges(manifests: Manifests): Edges {
  return new Set(manifests.workloads.flatMap((workload) => targetsOf(manifests, workload)));
}

function targetsOf(manifests: Manifests, workload: Workload): string[] {
  const environment = environmentOf(manifests, workload, { secrets: SECRETS, podName: workload.metadata.name });
  const texts = [...Object.values(environment), ...(containerOf(workload).args ?? [])];
  const addresses = texts.flatMap((text) => [...expand(text, environment).matchAll(ADDRESS)]);
  return addresses.map(([, host = '', port = '']) => {
    const target = serviceTarget(manifests, host, Number(port)) ?? elsewhere(host, port);
    return `${workload.metadata.name} > ${target}`;
  });
}

/** The workload and port behind the name of a service, or of one of its pods. */
function serviceTarget({ services, workloads }: Manifests, host: string, port: number): string | undefined {
  const service = services.find(({ metadata: { name } }) => host === name || host.endsWith(`.${name}`));
  if (service === undefined) return undefined;
  const { targetPort = 'missing' } = service.spec.ports.find((one) => one.port === port) ?? {};
  const target = workloads.find(({ spec }) => selects(service.spec.selector, spec.template.metadata.labels));
  return `${target?.metadata.name}:${targetPort}`;
}

function elsewhere(host: string, port: string): string {
  const [, namespace, ...rest] = host.split('.');
  return rest.length === 0 && namespace === 'observability' ? `namespace ${namespace}:${port}` : `anywhere:${port}`;
}

/** The connections that the policies allow pods to open, without name resolution. */
export function outgoingEdges({ workloads, policies }: Manifests): Edges {
  return new Set(
    workloads.flatMap((source) =>
      rulesFor(source, policies, 'egress').flatMap(({ to: peers, ports }) =>
        ports
          .filter(({ port }) => port !== NAME_RESOLUTION)
          .flatMap(({ port }) => namesOf(peers, workloads).map((name) => `${source.metadata.name} > ${name}:${port}`)),
      ),
    ),
  );
}

/** The connections that the policies allow pods to accept. */
export function incomingEdges({ workloads, policies }: Manifests): Edges {
  return new Set(
    workloads.flatMap((target) =>
      rulesFor(target, policies, 'ingress').flatMap(({ from: peers, ports }) =>
        ports.flatMap(({ port }) =>
          namesOf(peers, workloads).map((name) => `${name} > ${target.metadata.name}:${port}`),
        ),
      ),
    ),
  );
}

function rulesFor({ spec }: Workload, policies: NetworkPolicy[], direction: 'egress' | 'ingress') {
  const matching = policies.filter((policy) =>
    selects(policy.spec.podSelector.matchLabels ?? {}, spec.template.metadata.labels),
  );
  return matching.flatMap((policy) => policy.spec[direction] ?? []);
}

function namesOf(peers: Peer[] | undefined, workloads: Workload[]): string[] {
  if (peers === undefined) return ['anywhere'];
  return peers.flatMap(({ podSelector, namespaceSelector }) => {
    if (namespaceSelector) return [`namespace ${namespaceSelector.matchLabels[NAMESPACE_LABEL]}`];
    const wanted = podSelector?.matchLabels ?? {};
    return workloads
      .filter(({ spec }) => selects(wanted, spec.template.metadata.labels))
      .map(({ metadata }) => metadata.name);
  });
}
