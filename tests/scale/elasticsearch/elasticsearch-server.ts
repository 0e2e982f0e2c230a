import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, type DisposableTempDir, mkdirSync, mkdtempDisposableSync, readFileSync } from 'node:fs';
import { open, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '@cortex/local/testing';
import { eventually } from '@cortex/trace-testing';
import { elasticsearchPrograms } from './elasticsearch-programs.ts';

/** The user `nobody`: Elasticsearch refuses to run as root. */
const UNPRIVILEGED = 65_534;
const START_TIMEOUT_MILLISECONDS = 240_000;
const HEAP = '512m';

/** A real Elasticsearch of one node on free ports of loopback, with its data in its own folder. */
export class ElasticsearchServer implements AsyncDisposable {
  readonly url: string;
  readonly #programs: string;
  readonly #home: DisposableTempDir;
  #child: ChildProcess | undefined;

  /** Starts a server, which is downloaded first where the cache does not have it. */
  static async start(): Promise<ElasticsearchServer> {
    const installed = await elasticsearchPrograms();
    const home = mkdtempDisposableSync(join(tmpdir(), 'cortex-elasticsearch-'));
    const programs = join(home.path, 'programs');
    // The cache may be in a folder that only root can enter.
    cpSync(installed, programs, { recursive: true });
    const [http, transport] = (await freePorts(2)) as [number, number];
    cpSync(join(programs, 'config'), join(home.path, 'config'), { recursive: true });
    for (const folder of ['data', 'logs', 'tmp']) mkdirSync(join(home.path, folder));
    const settings = {
      'discovery.type': 'single-node',
      'http.host': '127.0.0.1',
      'http.port': http,
      'transport.host': '127.0.0.1',
      'transport.port': transport,
      'path.data': join(home.path, 'data'),
      'path.logs': join(home.path, 'logs'),
      'xpack.security.enabled': false,
    };
    // JSON is YAML.
    await writeFile(join(home.path, 'config/elasticsearch.yml'), JSON.stringify(settings));
    if (process.getuid?.() === 0)
      for (const path of await allBelow(home.path)) chownSync(path, UNPRIVILEGED, UNPRIVILEGED);
    const server = new ElasticsearchServer(programs, home, `http://127.0.0.1:${http}`);
    try {
      await server.startAgain();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  private constructor(programs: string, home: DisposableTempDir, url: string) {
    this.#programs = programs;
    this.#home = home;
    this.url = url;
  }

  /** Starts the server with its existing data. */
  async startAgain(): Promise<void> {
    const home = this.#home.path;
    await using log = await open(join(home, 'output'), 'w');
    const child = spawn(join(this.#programs, 'bin/elasticsearch'), [], {
      cwd: home,
      env: {
        PATH: process.env.PATH,
        HOME: home,
        ES_JAVA_HOME: javaHome(),
        ES_JAVA_OPTS: `-Xms${HEAP} -Xmx${HEAP}`,
        ES_PATH_CONF: join(home, 'config'),
        ES_TMPDIR: join(home, 'tmp'),
      },
      stdio: ['ignore', log.fd, log.fd],
      // A process group of its own, because the launcher starts the server as another process.
      detached: true,
      ...(process.getuid?.() === 0 && { uid: UNPRIVILEGED, gid: UNPRIVILEGED }),
    });
    this.#child = child;
    const answers = async () => {
      if (child.exitCode !== null) throw new Error(`Elasticsearch ended with ${child.exitCode}: ${this.#tail()}`);
      return fetch(`${this.url}/_cluster/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    };
    await eventually(answers, {
      what: 'Elasticsearch to answer',
      timeoutMilliseconds: START_TIMEOUT_MILLISECONDS,
    }).catch((error) => {
      throw new Error(`${error.message}. It wrote: ${this.#tail()}`, { cause: error });
    });
  }

  /** Kills the server, as a crash would. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    this.#home[Symbol.dispose]();
  }

  #tail(): string {
    return readFileSync(join(this.#home.path, 'output'), 'utf8').slice(-2_000);
  }
}

async function allBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  return [folder, ...entries.map((entry) => join(folder, entry))];
}

function javaHome(): string {
  const shown = spawnSync('java', ['-XshowSettings:properties', '-version'], { encoding: 'utf8' });
  const home = /java\.home = (.+)/.exec(shown.stderr)?.[1];
  if (home === undefined) throw new Error(`expected java to say where it is, it wrote: ${shown.stderr}`);
  return home;
}
