import { execFileSync } from 'node:child_process';
import { type DisposableTempDir, mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-ports.ts';
import { NatsServer } from './nats-server.ts';

/** The certificates name a host, because the client of NATS for Node.js does not verify IP addresses. */
const HOST = 'localhost';
const NAMES = ['one', 'two', 'three'] as const;

/** Three real NATS servers of one cluster on loopback, to which clients connect by TLS. */
export class NatsCluster implements AsyncDisposable {
  readonly servers: NatsServer[];
  /** PEM file of the authority that signed all certificates, which no client trusts by default. */
  readonly authority: string;
  readonly #folder: DisposableTempDir;

  private constructor(servers: NatsServer[], folder: DisposableTempDir) {
    this.servers = servers;
    this.#folder = folder;
    this.authority = certificateIn(folder.path);
  }

  /** Starts the servers. Resolves when they have found each other. */
  static async start(): Promise<NatsCluster> {
    const folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-nats-cluster-'));
    makeCertificate(folder.path);
    const ports = await freePorts(NAMES.length * 2);
    const routes = ports.slice(NAMES.length);
    const starting = NAMES.map((name, index) =>
      NatsServer.start({
        port: ports[index] ?? 0,
        configure: (text) => configurationOf(text, { name, folder: folder.path, port: routes[index] ?? 0, routes }),
      }),
    );
    const started = await Promise.allSettled(starting);
    const servers = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const cluster = new NatsCluster(servers, folder);
    const failed = started.find((one) => one.status === 'rejected');
    if (!failed) return cluster;
    await cluster[Symbol.asyncDispose]();
    throw failed.reason;
  }

  /** The URL of all servers, as `CORTEX_EVENTS_URL` takes it. */
  get url(): string {
    return this.servers.map(({ url }) => url.replace('nats:', 'tls:').replace('127.0.0.1', HOST)).join(',');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.servers.map((server) => server[Symbol.asyncDispose]()));
    this.#folder[Symbol.dispose]();
  }
}

interface Member {
  name: string;
  folder: string;
  port: number;
  routes: number[];
}

function configurationOf(text: string, { name, folder, port, routes }: Member): string {
  return `${text.replace('server_name: cortex', `server_name: ${name}`)}
tls {
  cert_file: "${certificateIn(folder)}"
  key_file: "${keyIn(folder)}"
}
cluster {
  name: cortex
  listen: "127.0.0.1:${port}"
  routes: [${routes.map((route) => `"nats://127.0.0.1:${route}"`).join(', ')}]
}
`;
}

function certificateIn(folder: string): string {
  return join(folder, 'certificate.pem');
}

function keyIn(folder: string): string {
  return join(folder, 'key.pem');
}

/** Creates a self-signed certificate that is valid for a day. */
function makeCertificate(folder: string): void {
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  const name = ['-subj', '/CN=nats', '-addext', `subjectAltName=DNS:${HOST}`];
  execFileSync('openssl', [...made, ...name, '-keyout', keyIn(folder), '-out', certificateIn(folder)], {
    stdio: 'pipe',
  });
}
