import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type DisposableTempDir, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '@cortex/trace-testing';
import { type CheckTool, ensureCheckTool } from '../backends/index.ts';
import { backendModules } from '../backends/paths.ts';
import { isRunning } from '../machine/process-identity.ts';
import { repository } from '../settings.ts';
import { launch, type Run } from '../supervisor/launch.ts';
import { freePorts } from './free-ports.ts';
import type { CommandResult } from './run-command.ts';

const PATIENCE_MILLISECONDS = 60_000;
/** What kwok does with nodes and pods that appear in the cluster. Each stage is a file of kwok's module. */
const STAGES = ['node/fast/node-initialize', 'pod/fast/pod-ready', 'pod/fast/pod-delete'];
const OUTPUT_BYTES = 64 * 2 ** 20;

/**
 * The real control plane of Kubernetes on loopback: etcd and the API server, then the controllers and the scheduler with
 * nodes that kwok plays. Nothing runs in its pods: kwok says of each that it is ready as soon as it has a node.
 */
export class KubernetesCluster implements AsyncDisposable {
  readonly #home: DisposableTempDir = mkdtempDisposableSync(join(tmpdir(), 'cortex-kubernetes-'));
  readonly #runs: Run[] = [];
  readonly #token = randomBytes(16).toString('hex');
  #port = 0;
  #kubectl = '';

  /** Resolves when the API server is ready. */
  static async start(): Promise<KubernetesCluster> {
    const cluster = new KubernetesCluster();
    try {
      await cluster.#startApiServer();
      return cluster;
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Starts the controllers and the scheduler, and creates nodes, each in a zone of its own. Resolves when all are ready. */
  async startNodes(names: string[]): Promise<void> {
    const access = `--kubeconfig=${this.#path('kubeconfig')}`;
    await this.#launch('kube-controller-manager', [
      access,
      `--service-account-private-key-file=${this.#path('key.pem')}`,
      '--leader-elect=false',
      '--secure-port=0',
    ]);
    const [port] = await freePorts(1);
    const stages = await stageFiles();
    await this.#launch('kwok', [
      access,
      ...stages.map((file) => `--config=${file}`),
      '--manage-all-nodes',
      '--node-lease-duration-seconds=40',
      `--server-address=127.0.0.1:${port}`,
    ]);
    await this.create(names.map((name) => nodeOf(name)));
    const wanted = ['wait', '--for=condition=Ready', '--timeout=60s', ...names.map((name) => `node/${name}`)];
    const { code, stderr } = await this.kubectl(wanted);
    if (code !== 0) throw new Error(`The nodes are not ready: ${stderr}`);
    const areOpen = async () => {
      const nodes = await this.list<{ spec: { taints?: object[] } }>('nodes', 'default');
      return nodes.every(({ spec }) => spec.taints === undefined);
    };
    await eventually(areOpen, {
      what: 'the nodes to lose the taint of those that are not ready',
      timeoutMilliseconds: PATIENCE_MILLISECONDS,
    });
    // Last, so that it spreads over all nodes what waits for one.
    await this.#launch('kube-scheduler', [access, '--leader-elect=false', '--secure-port=0']);
  }

  /** Creates objects with `kubectl`, as a user would. */
  async create(objects: object[]): Promise<void> {
    const { code, stderr } = await this.apply(objects);
    if (code !== 0) throw new Error(stderr);
  }

  /** Makes the API server accept ServiceMonitors, as in a cluster with the Prometheus Operator. */
  async takeServiceMonitors(): Promise<void> {
    const folder = await moduleFolder('prometheus-operator', 'github.com/prometheus-operator/prometheus-operator');
    const file = join(folder, 'example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml');
    const { code, stderr } = await this.kubectl(['apply', '--server-side', '-f', file]);
    if (code !== 0) throw new Error(stderr);
    await eventually(async () => (await this.kubectl(['get', 'servicemonitors', '--all-namespaces'])).code === 0, {
      what: 'ServiceMonitors to be served',
    });
  }

  apply(objects: object[]): Promise<CommandResult> {
    const file = this.#path('objects.json');
    writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
    return this.kubectl(['apply', '--server-side', '-f', file]);
  }

  kubectl(args: string[]): Promise<CommandResult> {
    return this.#run(this.#kubectl, args);
  }

  /** Runs a shell script in the repository, with this `kubectl` on the path and this cluster as its own. */
  sh(script: string): Promise<CommandResult> {
    return this.#run('sh', ['-ec', script]);
  }

  #run(command: string, args: string[]): Promise<CommandResult> {
    const PATH = `${dirname(this.#kubectl)}:${process.env.PATH}`;
    const env = { ...process.env, PATH, KUBECONFIG: this.#path('kubeconfig') };
    return new Promise((resolve) => {
      execFile(command, args, { maxBuffer: OUTPUT_BYTES, cwd: repository, env }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
      );
    });
  }

  /** The objects of the given kinds in a namespace, or those of them that have the labels, as the API server returns them. */
  async list<Listed>(kinds: string, namespace: string, labels = ''): Promise<Listed[]> {
    const { code, stdout, stderr } = await this.kubectl([
      'get',
      kinds,
      `--namespace=${namespace}`,
      `--selector=${labels}`,
      '-o',
      'json',
    ]);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout).items;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { identity, ended } of this.#runs.reverse()) {
      if (identity !== undefined && isRunning(identity)) process.kill(identity.pid, 'SIGKILL');
      await ended;
    }
    this.#home[Symbol.dispose]();
  }

  async #startApiServer(): Promise<void> {
    const [etcd, peers, api] = (await freePorts(3)) as [number, number, number];
    this.#port = api;
    this.#kubectl = await ensureCheckTool('kubectl');
    this.#writeAccess();
    const store = `http://127.0.0.1:${etcd}`;
    await this.#launch('etcd', [
      `--data-dir=${this.#path('etcd')}`,
      `--listen-client-urls=${store}`,
      `--advertise-client-urls=${store}`,
      `--listen-peer-urls=http://127.0.0.1:${peers}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${peers}`,
      `--initial-cluster=default=http://127.0.0.1:${peers}`,
      '--unsafe-no-fsync',
    ]);
    const key = this.#path('key.pem');
    const run = await this.#launch('kube-apiserver', [
      `--etcd-servers=${store}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${api}`,
      `--cert-dir=${this.#path('certificates')}`,
      `--service-account-key-file=${key}`,
      `--service-account-signing-key-file=${key}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--token-auth-file=${this.#path('tokens.csv')}`,
      '--authorization-mode=Node,RBAC',
      // Privileged pods are for the policy of the namespace to refuse, not for the API server.
      '--allow-privileged',
      '--service-cluster-ip-range=10.96.0.0/16',
    ]);
    await eventually(() => this.#answers(run), { what: 'the API server', timeoutMilliseconds: PATIENCE_MILLISECONDS });
  }

  #writeAccess(): void {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(this.#path('key.pem'), privateKey.export({ type: 'pkcs1', format: 'pem' }));
    writeFileSync(this.#path('tokens.csv'), `${this.#token},test,1,system:masters\n`);
    const cluster = {
      server: `https://127.0.0.1:${this.#port}`,
      'certificate-authority': 'certificates/apiserver.crt',
    };
    const kubeconfig = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'test', cluster }],
      users: [{ name: 'test', user: { token: this.#token } }],
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
      'current-context': 'test',
    };
    writeFileSync(this.#path('kubeconfig'), JSON.stringify(kubeconfig));
  }

  async #launch(tool: CheckTool, args: string[]): Promise<Run> {
    const command = await ensureCheckTool(tool);
    const run = launch({
      name: tool,
      tier: 'service',
      command,
      args,
      cwd: this.#home.path,
      env: process.env,
      readinessUrl: '',
      readyAfter: [],
      logFile: this.#path(`${tool}.log`),
    });
    this.#runs.push(run);
    return run;
  }

  /** Whether the API server answers. Its certificate is self-signed at the start, so it is not verified. */
  #answers(run: Run): Promise<boolean> {
    if (run.isOver()) throw new Error(run.tail().join('\n'));
    const options = { headers: { Authorization: `Bearer ${this.#token}` }, rejectUnauthorized: false, agent: false };
    return new Promise((resolve) => {
      request(`https://127.0.0.1:${this.#port}/readyz`, options, (answer) =>
        resolve(answer.resume().statusCode === 200),
      )
        .on('error', () => resolve(false))
        .end();
    });
  }

  #path(name: string): string {
    return join(this.#home.path, name);
  }
}

async function stageFiles(): Promise<string[]> {
  const folder = await moduleFolder('kubernetes', 'sigs.k8s.io/kwok');
  return STAGES.map((name) => join(folder, 'kustomize/stage', `${name}.yaml`));
}

/** The folder with the files of a pinned module, which are downloaded if they are missing. */
async function moduleFolder(pinnedBy: string, module: string): Promise<string> {
  const cwd = join(backendModules, pinnedBy);
  const { stdout } = await promisify(execFile)('go', ['mod', 'download', '-json', module], { cwd });
  return (JSON.parse(stdout) as { Dir: string }).Dir;
}

/** A node of a usual size. */
function nodeOf(name: string): object {
  const size = { cpu: '8', memory: '32Gi', pods: '110' };
  const labels = { 'kubernetes.io/hostname': name, 'topology.kubernetes.io/zone': `zone-of-${name}` };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    status: { allocatable: size, capacity: size },
  };
}
