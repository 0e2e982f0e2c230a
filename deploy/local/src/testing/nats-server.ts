import { type DisposableTempDir, mkdtempDisposableSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@cortex/trace-testing';
import { ensureCheckTool, natsCommand } from '../backends/index.ts';
import { natsConfiguration } from '../backends/paths.ts';
import { hiddenAddresses } from '../machine/hidden-addresses.ts';
import { isRunning } from '../machine/process-identity.ts';
import { launch, type Run } from '../supervisor/launch.ts';
import { waitUntilReady } from '../supervisor/readiness.ts';
import { freePort } from './free-ports.ts';

const TOKEN = 'only-the-tests-know';
const PATIENCE_MILLISECONDS = 20_000;

interface NatsServerOptions {
  /** Folder in which it stores its data. Default: a temporary one. */
  dataDirectory?: string;
  /** Default a free one. */
  port?: number;
  /** Makes its configuration from that of one machine. */
  configure?(text: string): string;
}

/** A real NATS server with JetStream on a free loopback port, run as `npm start -- --events nats` runs it. */
export class NatsServer implements AsyncDisposable {
  /** URL for clients, which includes the token. */
  readonly url: string;
  readonly #definition: Parameters<typeof launch>[0];
  readonly #home: DisposableTempDir;
  #run: Run | undefined;

  private constructor(home: DisposableTempDir, port: number, definition: Parameters<typeof launch>[0]) {
    this.#home = home;
    this.#definition = definition;
    this.url = `nats://${TOKEN}@127.0.0.1:${port}`;
  }

  static async start(options: NatsServerOptions = {}): Promise<NatsServer> {
    const binary = await ensureCheckTool('nats-server');
    const home = mkdtempDisposableSync(join(tmpdir(), 'cortex-nats-'));
    const { port = await freePort(), dataDirectory = home.path, configure = (text) => text } = options;
    const configuration = join(home.path, 'nats-server.conf');
    writeFileSync(configuration, configure(readFileSync(natsConfiguration, 'utf8')));
    const { host, ports } = await hiddenAddresses(['monitoring']);
    const { command, env, readiness } = natsCommand({
      binary,
      dataDirectory,
      port,
      monitoring: `${host}:${ports.monitoring}`,
      token: TOKEN,
    });
    const server = new NatsServer(home, port, {
      name: 'nats',
      tier: 'backend',
      command,
      args: ['--config', configuration],
      cwd: home.path,
      env: { ...process.env, ...env },
      readinessUrl: readiness.url,
      readyAfter: [],
      logFile: join(home.path, 'nats.log'),
    });
    await server.start();
    return server;
  }

  /** Starts it again on the same port, with the data that it has stored. */
  async start(): Promise<void> {
    this.#run = launch(this.#definition);
    await waitUntilReady(this.#definition.readinessUrl, AbortSignal.timeout(PATIENCE_MILLISECONDS));
  }

  /** Ends the server. Resolves when it has ended. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const run = this.#run;
    if (run?.identity !== undefined && isRunning(run.identity)) process.kill(run.identity.pid, signal);
    await run?.ended;
  }

  /** Pauses the server, which keeps its connections. Resolves when it has stopped. */
  async hold(): Promise<void> {
    const pid = this.#pid();
    process.kill(pid, 'SIGSTOP');
    await eventually(() => hasStopped(pid), { what: 'NATS to stop', intervalMilliseconds: 5 });
  }

  /** Continues the paused server. */
  resume(): void {
    process.kill(this.#pid(), 'SIGCONT');
  }

  #pid(): number {
    const pid = this.#run?.identity?.pid;
    if (pid === undefined) throw new Error('expected NATS to run');
    return pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGKILL');
    this.#home[Symbol.dispose]();
  }
}

/** The signal stops one thread after the other. */
function hasStopped(pid: number): boolean {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.every((thread) => /\) T /.test(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')));
}
