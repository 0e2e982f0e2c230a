import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ensureCheckTool } from '@cortex/local/backends';
import { parseAllDocuments } from 'yaml';
import { folderOf, type Overlay } from './overlays.ts';

const OUTPUT_BYTES = 64 * 2 ** 20;

interface Named {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
}
type Labels = Record<string, string>;
interface Source {
  secretKeyRef?: { name: string; key: string };
  configMapKeyRef?: { name: string; key: string };
  fieldRef?: { fieldPath: string };
}
interface Probe {
  httpGet: { path: string; port: string };
}
export interface Container {
  name: string;
  image: string;
  args?: string[];
  ports: { name: string; containerPort: number }[];
  env?: { name: string; value?: string; valueFrom?: Source }[];
  envFrom?: { configMapRef: { name: string } }[];
  startupProbe: Probe;
  livenessProbe: Probe;
  readinessProbe: Probe;
  lifecycle?: { preStop: { sleep: { seconds: number } } };
  workingDir?: string;
  volumeMounts?: { name: string; mountPath: string; subPath?: string }[];
}
interface PodTemplate {
  metadata: { labels: Labels };
  spec: {
    containers: [Container];
    securityContext: { runAsUser: number; runAsGroup: number; fsGroup: number };
    terminationGracePeriodSeconds?: number;
    volumes?: { name: string; configMap?: { name: string }; secret?: { secretName: string } }[];
  };
}
export interface Workload extends Named {
  spec: { replicas?: number; template: PodTemplate };
}
export interface Service extends Named {
  spec: { selector: Labels; ports: { port: number; targetPort: string }[] };
}
interface ConfigMap extends Named {
  data: Record<string, string>;
}
export interface Autoscaler extends Named {
  spec: {
    scaleTargetRef: { kind: string; name: string };
    metrics: { external?: { metric: { name: string; selector: { matchLabels: { queue: string } } } } }[];
  };
}
export interface Peer {
  podSelector?: { matchLabels?: Labels };
  namespaceSelector?: { matchLabels: Labels };
}
interface Rule {
  from?: Peer[];
  to?: Peer[];
  ports: { port: number | string; protocol?: string }[];
}
export interface NetworkPolicy extends Named {
  spec: { podSelector: { matchLabels?: Labels }; policyTypes: string[]; ingress?: Rule[]; egress?: Rule[] };
}
interface DisruptionBudget extends Named {
  spec: { selector: { matchLabels: Labels } };
}

/** The objects that kustomize renders from an overlay. */
export interface Manifests {
  workloads: Workload[];
  services: Service[];
  configMaps: ConfigMap[];
  policies: NetworkPolicy[];
  autoscalers: Autoscaler[];
  budgets: DisruptionBudget[];
}

export async function render(overlay: Overlay): Promise<Manifests> {
  const kubectl = await ensureCheckTool('kubectl');
  const run = promisify(execFile)(kubectl, ['kustomize', folderOf(overlay)], { maxBuffer: OUTPUT_BYTES });
  const objects = parseAllDocuments((await run).stdout).map((document) => document.toJS() as Named);
  const ofKind = <Kind extends Named>(...kinds: string[]) =>
    objects.filter(({ kind }) => kinds.includes(kind)) as Kind[];
  return {
    workloads: ofKind('Deployment', 'StatefulSet', 'DaemonSet'),
    services: ofKind('Service'),
    configMaps: ofKind('ConfigMap'),
    policies: ofKind('NetworkPolicy'),
    autoscalers: ofKind('HorizontalPodAutoscaler'),
    budgets: ofKind('PodDisruptionBudget'),
  };
}

export const containerOf = (workload: Workload): Container => workload.spec.template.spec.containers[0];

export const selects = (wanted: Labels, labels: Labels): boolean =>
  Object.entries(wanted).every(([name, value]) => labels[name] === value);

export function configMapOf({ configMaps }: Manifests, name: string): Record<string, string> {
  const found = configMaps.find(({ metadata }) => metadata.name === name);
  if (found === undefined) throw new Error(`no ConfigMap ${name}`);
  return found.data;
}

/** Values of the variables that come from secrets and from the pod. */
export interface EnvironmentOptions {
  secrets: Record<string, string>;
  podName?: string;
}

/** The environment that kubelet gives a container. Later variables can refer to earlier ones as `$(NAME)`. */
export function environmentOf(manifests: Manifests, workload: Workload, options: EnvironmentOptions): Labels {
  const { envFrom = [], env = [] } = containerOf(workload);
  const result: Labels = Object.assign(
    {},
    ...envFrom.map(({ configMapRef: { name } }) => configMapOf(manifests, name)),
  );
  for (const { name, value, valueFrom } of env) {
    result[name] = value === undefined ? from(manifests, valueFrom, options) : expand(value, result);
  }
  return result;
}

function from(manifests: Manifests, source: Source | undefined, { secrets, podName = '' }: EnvironmentOptions): string {
  if (source?.fieldRef) return podName;
  if (source?.configMapKeyRef) {
    const { name, key } = source.configMapKeyRef;
    const value = configMapOf(manifests, name)[key];
    if (value === undefined) throw new Error(`no ${key} in ConfigMap ${name}`);
    return value;
  }
  const key = source?.secretKeyRef?.key ?? '';
  const secret = secrets[key];
  if (secret === undefined) throw new Error(`no secret ${key}`);
  return secret;
}

export function expand(text: string, values: Labels): string {
  return text.replace(/\$\((\w+)\)/g, (reference, name) => values[name] ?? reference);
}
