import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type DisposableTempDir, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@cortex/local/testing';
import pg from 'pg';
import { type PostgresPrograms, postgresPrograms } from './postgres-programs.ts';

export const PASSWORD = 'only the tests know';
const USER = 'memory';
const START_TIMEOUT_MILLISECONDS = 20_000;
/** Test data does not have to survive a crash, so nothing waits for the disk. */
const SETTINGS = [
  'fsync=off',
  'full_page_writes=off',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'shared_buffers=16MB',
];

/** A real PostgreSQL on a free port of loopback, with its data in its own folder. */
export class PostgresServer implements AsyncDisposable {
  readonly port: number;
  readonly #programs: PostgresPrograms;
  readonly #folder: DisposableTempDir;
  #child: ChildProcess | undefined;

  private constructor(port: number, programs: PostgresPrograms, folder: DisposableTempDir) {
    this.port = port;
    this.#programs = programs;
    this.#folder = folder;
  }

  static async start(): Promise<PostgresServer> {
    const folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-memory-'));
    const programs = await postgresPrograms(folder.path);
    const passwordFile = join(folder.path, 'password');
    writeFileSync(passwordFile, PASSWORD, { mode: 0o644 });
    const options = ['--no-sync', '--no-locale', '--encoding=UTF8', '--auth=scram-sha-256', `--username=${USER}`];
    await programs.run('initdb', [...options, `--pwfile=${passwordFile}`, `--pgdata=${join(folder.path, 'data')}`]);
    const server = new PostgresServer(await freePort(), programs, folder);
    await server.startAgain();
    return server;
  }

  /** Starts it again after `kill()`, on the same port and with the same data. */
  async startAgain(): Promise<void> {
    const deadline = performance.now() + START_TIMEOUT_MILLISECONDS;
    for (let log: string | undefined = ''; log !== undefined; log = await this.#startOnce(deadline)) {
      // Processes that outlive a killed server for a moment hold its shared memory, which keeps the next server from starting.
      const mayPass = log === '' || log.includes('still in use');
      if (!mayPass || performance.now() > deadline) throw new Error(`expected PostgreSQL to start, it wrote: ${log}`);
    }
  }

  /** Starts the server. Returns its output if that failed. */
  async #startOnce(deadline: number): Promise<string | undefined> {
    const settings = [...SETTINGS, `port=${this.port}`].flatMap((setting) => ['-c', setting]);
    const child = this.#programs.spawn('postgres', ['-D', join(this.#folder.path, 'data'), ...settings]);
    this.#child = child;
    const late = setTimeout(() => child.kill('SIGQUIT'), deadline - performance.now());
    let log = '';
    for await (const chunk of child.stderr?.iterator({ destroyOnReturn: false }) ?? []) {
      log += chunk;
      if (log.includes('ready to accept connections')) break;
    }
    clearTimeout(late);
    child.stderr?.resume();
    return log.includes('ready to accept connections') ? undefined : log || 'nothing';
  }

  /** The URL of one of its databases. */
  url(database: string, { user = USER, password = PASSWORD } = {}): string {
    return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${this.port}/${database}`;
  }

  /** Runs SQL as the server's superuser. */
  async administer(sql: string, database = 'postgres'): Promise<Record<string, unknown>[]> {
    const client = new pg.Client(this.url(database));
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** Creates an empty database and returns its URL. */
  async createDatabase(): Promise<string> {
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    await this.administer(`create database ${name} strategy = file_copy`);
    return this.url(name);
  }

  /** Ends it, by default like a crash. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill('SIGINT');
    this.#folder[Symbol.dispose]();
  }
}
