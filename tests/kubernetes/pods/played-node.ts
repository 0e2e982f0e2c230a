import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createWriteStream,
  mkdirSync,
  mkdtempDisposableSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '@cortex/trace-testing';
import { configMapOf, containerOf, environmentOf, type Manifests, type Workload } from '../manifests.ts';
import { DATABASE_HOST, SECRETS, usersFiles } from '../secrets.ts';
import { type PodVolume, podScript } from './pod-script.ts';
import { programOf } from './programs.ts';

const POSTGRES_PORT = 5432;
const run = promisify(execFile);
const SHORTEST_START_MILLISECONDS = 60_000;

export interface PlayedNodeOptions {
  /** The workloads to run. */
  names: string[];
  /** A PostgreSQL on loopback, for the `DATABASE_URL` of the secret. */
  database?: { url: string; port: number };
}

/** A running pod. */
export interface Pod {
  name: string;
  workload: Workload;
  address: string;
  process: ChildProcess;
  /** The output of the program so far. */
  log(): string;
}

/**
 * Runs the programs of pods as a node does, in Linux namespaces. Each pod has an address, its user, its volumes and a read-only root file
 * system, and finds the others by the names of their services. Requires root and the program `ip`.
 */
export class PlayedNode implements AsyncDisposable {
  readonly #home = mkdtempDisposableSync(join(tmpdir(), 'cortex-pods-'));
  readonly #processes: ChildProcess[] = [];
  readonly #network = `169.254.${1 + (process.pid % 250)}`;
  readonly #manifests: Manifests;
  readonly #options: PlayedNodeOptions;
  readonly #forwarders: Server[] = [];
  #bridge: ChildProcess | undefined;
  readonly pods: Pod[] = [];

  static async start(manifests: Manifests, options: PlayedNodeOptions): Promise<PlayedNode> {
    const node = new PlayedNode(manifests, options);
    try {
      await node.#connect();
      await node.#startPods(manifests.workloads.filter(({ metadata }) => options.names.includes(metadata.name)));
      return node;
    } catch (error) {
      await node[Symbol.asyncDispose]();
      throw error;
    }
  }

  private constructor(manifests: Manifests, options: PlayedNodeOptions) {
    this.#manifests = manifests;
    this.#options = options;
  }

  pod(name: string): Pod {
    const found = this.pods.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no pod ${name}`);
    return found;
  }

  /** The URL of the pod's first port. */
  urlOf(name: string): string {
    const { address, workload } = this.pod(name);
    return `http://${address}:${containerOf(workload).ports[0]?.containerPort}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#processes.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    for (const server of this.#forwarders) {
      server.close();
      await once(server, 'close');
    }
    this.#home[Symbol.dispose]();
  }

  /** Creates a bridge with a link to this machine, in a namespace of its own, to which the machine's firewall rules do not apply. */
  async #connect(): Promise<void> {
    this.#bridge = this.#spawn('unshare', ['--net', 'sleep', 'infinity'], 'bridge.log');
    const pid = this.#bridge.pid;
    const own = readlinkSync('/proc/self/ns/net');
    await eventually(() => readlinkSync(`/proc/${pid}/ns/net`) !== own, { what: 'a network of its own' });
    const link = `cx${process.pid}`;
    await run('ip', ['link', 'add', link, 'type', 'veth', 'peer', 'name', 'uplink', 'netns', String(pid)]);
    await run('ip', ['addr', 'add', `${this.#network}.1/24`, 'dev', link]);
    await run('ip', ['link', 'set', link, 'up']);
    await this.#atBridge('link', 'add', 'bridge', 'type', 'bridge');
    await this.#atBridge('link', 'set', 'bridge', 'up');
    await this.#atBridge('link', 'set', 'uplink', 'master', 'bridge', 'up');
    const { database } = this.#options;
    if (database) this.#forwarders.push(await forward(`${this.#network}.1`, POSTGRES_PORT, database.port));
  }

  async #startPods(workloads: Workload[]): Promise<void> {
    const planned = workloads.flatMap((workload) =>
      Array.from({ length: workload.spec.replicas ?? 1 }, (_, ordinal) => ({
        workload,
        name: workload.kind === 'StatefulSet' ? `${workload.metadata.name}-${ordinal}` : workload.metadata.name,
      })),
    );
    const addressed = planned.map((pod, index) => ({ ...pod, address: `${this.#network}.${index + 2}` }));
    const hosts = addressed.map(({ name, workload, address }) => {
      const services = this.#manifests.services.filter(({ spec }) =>
        Object.entries(spec.selector).every(
          ([label, value]) => workload.spec.template.metadata.labels[label] === value,
        ),
      );
      return [address, ...services.flatMap(({ metadata }) => [metadata.name, `${name}.${metadata.name}`])].join(' ');
    });
    writeFileSync(
      this.#path('hosts'),
      `127.0.0.1 localhost\n${this.#network}.1 ${DATABASE_HOST}\n${hosts.join('\n')}\n`,
    );
    for (const pod of addressed) this.pods.push(await this.#startPod(pod));
  }

  async #startPod({ name, workload, address }: Pick<Pod, 'name' | 'workload' | 'address'>): Promise<Pod> {
    const environment = environmentOf(this.#manifests, workload, { secrets: this.#secrets, podName: name });
    const script = podScript({
      address: `${address}/24`,
      hostsFile: this.#path('hosts'),
      user: workload.spec.template.spec.securityContext,
      volumes: this.#volumesOf(name, workload, await usersFiles()),
      program: await programOf(workload, environment),
      environment,
    });
    const log = `${name}.log`;
    const child = this.#spawn('unshare', ['--mount', '--net', 'sh', '-c', script], log);
    const own = readlinkSync('/proc/self/ns/net');
    await eventually(() => readlinkSync(`/proc/${child.pid}/ns/net`) !== own, { what: `the network of ${name}` });
    const link = `pod${this.pods.length}`;
    await this.#atBridge('link', 'add', link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(child.pid));
    await this.#atBridge('link', 'set', link, 'master', 'bridge', 'up');
    return { name, workload, address, process: child, log: () => readFileSync(this.#path(log), 'utf8') };
  }

  get #secrets(): Record<string, string> {
    const { database } = this.#options;
    if (database === undefined) return SECRETS;
    const url = new URL(database.url);
    url.host = `${DATABASE_HOST}:${POSTGRES_PORT}`;
    return { ...SECRETS, DATABASE_URL: url.href };
  }

  #volumesOf(pod: string, workload: Workload, users: Record<string, string>): PodVolume[] {
    const { volumes = [] } = workload.spec.template.spec;
    return (containerOf(workload).volumeMounts ?? []).map(({ name, mountPath, subPath }) => {
      const { configMap, secret } = volumes.find((one) => one.name === name) ?? {};
      if (configMap === undefined && secret === undefined) return { mountPath };
      const files = configMap ? configMapOf(this.#manifests, configMap.name) : users;
      return { mountPath, subPath, files: this.#folder(`${pod}-${name}`, files) };
    });
  }

  #folder(name: string, files: Record<string, string>): string {
    const folder = this.#path(name);
    mkdirSync(folder);
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    return folder;
  }

  #spawn(command: string, args: string[], log: string): ChildProcess {
    const output = createWriteStream(this.#path(log));
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(output, { end: false });
    child.stderr.pipe(output, { end: false });
    child.once('close', () => output.end());
    this.#processes.push(child);
    return child;
  }

  async #atBridge(...args: string[]): Promise<void> {
    await run('nsenter', ['--target', String(this.#bridge?.pid), '--net', 'ip', ...args]);
  }

  #path(name: string): string {
    return join(this.#home.path, name);
  }
}

/** Repeats the request of a kubelet probe until it gets the wanted status. */
export function answers(
  { address, workload, log, process: child }: Pod,
  probe: 'startupProbe' | 'livenessProbe' | 'readinessProbe',
  wanted = 200,
): Promise<unknown> {
  const container = containerOf(workload);
  const { path, port } = container[probe].httpGet;
  const { containerPort } = container.ports.find(({ name }) => name === port) ?? {};
  return eventually(
    async () => {
      if (child.exitCode !== null) return true;
      return (await fetch(`http://${address}:${containerPort}${path}`)).status === wanted;
    },
    { what: `${wanted} from ${path} of ${workload.metadata.name}`, timeoutMilliseconds: SHORTEST_START_MILLISECONDS },
  ).then(
    () => {
      if (child.exitCode !== null)
        throw new Error(`${workload.metadata.name} has ended with ${child.exitCode}:\n${log()}`);
    },
    (error) => {
      throw new Error(`${(error as Error).message}:\n${log()}`);
    },
  );
}

/** Forwards connections of pods to a port on this machine's loopback, which they cannot reach. Resolves when it listens. */
async function forward(address: string, port: number, target: number): Promise<Server> {
  const server = createServer((socket) => {
    const upstream = connect(target, '127.0.0.1');
    socket.pipe(upstream).pipe(socket);
    socket.once('error', () => upstream.destroy()).once('close', () => upstream.destroy());
    upstream.once('error', () => socket.destroy()).once('close', () => socket.destroy());
  });
  server.listen(port, address);
  await once(server, 'listening');
  return server;
}
