import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { eventually, startTraceHarness } from '@cortex/trace-testing';
import { trace } from '@opentelemetry/api';
import { CompiledQuery } from 'kysely';
import { PostgresServer } from '../../testing/postgres-server.ts';
import { errorCodes } from '../tracing/error-codes.ts';
import { ConnectionPool, type ConnectionPoolOptions } from './pool.ts';
import { POOL_LIMITS } from './pool-limits.ts';
import type { PooledConnection } from './pooled-connection.ts';

let server: PostgresServer;
let pool: ConnectionPool;

beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());
afterEach(() => pool.end());

function open(options: Partial<ConnectionPoolOptions> = {}): void {
  pool = new ConnectionPool({ url: server.url('postgres'), onBroken: () => undefined, ...options });
}

const acquire = (count: number) => Promise.all(Array.from({ length: count }, () => pool.acquire()));

async function closedPort(): Promise<number> {
  const closing = createServer().listen(0, '127.0.0.1');
  await once(closing, 'listening');
  const { port } = closing.address() as AddressInfo;
  closing.close();
  await once(closing, 'close');
  return port;
}

function release(connections: PooledConnection[]): void {
  for (const connection of connections) connection.release();
}

async function processOf(connection: PooledConnection): Promise<number> {
  const { rows } = await connection.executeQuery<{ pid: number }>(CompiledQuery.raw('select pg_backend_pid() as pid'));
  return rows[0]?.pid ?? 0;
}

/** Ends the connection from the server's side. */
async function cut(connection: PooledConnection): Promise<void> {
  await server.administer(`select pg_terminate_backend(${await processOf(connection)})`);
}

test('under load twenty connections are opened beyond the ten that stay', async () => {
  expect(POOL_LIMITS).toMatchObject({ min: 10, max: 30, connectionTimeoutMillis: 30_000, maxLifetimeSeconds: 1_800 });
  open({ limits: { idleTimeoutMillis: 1 } });
  const connections = await acquire(30);
  const next = pool.acquire();
  expect(pool.counts).toEqual({ open: 30, idle: 0, waiting: 1 });
  release(connections);
  (await next).release();
  await eventually(() => pool.counts.open === 10, { what: 'ten connections' });
});

test('waiting too long for a connection fails with a DatabaseAwayError', async () => {
  open({ limits: { max: 1, connectionTimeoutMillis: 1_000 } });
  const [only] = await acquire(1);
  const failure = await pool.acquire().catch((error: unknown) => error);
  expect(failure).toMatchObject({ message: 'The database does not answer' });
  expect(errorCodes(failure)).toEqual({ errorType: 'timeout', statusCode: undefined });
  only?.release();
});

test('a refused connection fails with its code', async () => {
  open({ url: `postgres://postgres@127.0.0.1:${await closedPort()}/postgres` });
  const failure = await pool.acquire().catch((error: unknown) => error);
  expect(errorCodes(failure)).toEqual({ errorType: 'ECONNREFUSED', statusCode: undefined });
});

test('a server that accepts connections and stays silent causes a timeout', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  open({ url: `postgres://postgres@127.0.0.1:${port}/postgres`, limits: { connectionTimeoutMillis: 20 } });
  const failure = await pool.acquire().catch((error: unknown) => error);
  expect(errorCodes(failure)).toEqual({ errorType: 'timeout', statusCode: undefined });
  silent.close();
});

test('a connection that has lived long enough is replaced', async () => {
  open({ limits: { maxLifetimeSeconds: 0.01 } });
  const [old] = await acquire(1);
  const former = await processOf(old as PooledConnection);
  old?.release();
  await eventually(() => pool.counts.open === 0, { what: 'no connection' });
  const [next] = await acquire(1);
  expect(await processOf(next as PooledConnection)).not.toBe(former);
  next?.release();
});

test('a connection that breaks while idle does not affect the request that opened it', async () => {
  const harness = startTraceHarness();
  const broken = Promise.withResolvers<unknown>();
  open({ onBroken: () => broken.resolve(trace.getActiveSpan()) });
  const [connection] = await harness.tracerProvider
    .getTracer('test')
    .startActiveSpan('request', (span) => acquire(1).finally(() => span.end()));
  const pid = await processOf(connection as PooledConnection);
  connection?.release();
  await server.administer(`select pg_terminate_backend(${pid})`);
  expect(await broken.promise).toBeUndefined();
  await harness.stop();
});

test('a connection that broke while idle is not handed out', async () => {
  open({ checkAfterIdleMilliseconds: 0 });
  release(await acquire(3));
  await server.kill();
  await server.startAgain();
  const connections = await acquire(3);
  expect(new Set(await Promise.all(connections.map(processOf))).size).toBe(3);
  release(connections);
});

test('a connection that breaks in use ends neither the process nor the pool', async () => {
  open();
  const [connection] = (await acquire(1)) as [PooledConnection];
  await cut(connection);
  await eventually(() => !connection.isUsable, { what: 'the connection to be lost' });
  await expect(processOf(connection)).rejects.toThrow('The database does not answer');
  connection.release();
  const [next] = (await acquire(1)) as [PooledConnection];
  expect(await processOf(next)).toBeGreaterThan(0);
  next.release();
});

test('a commit that the server turned into a rollback is an error', async () => {
  open();
  const [connection] = (await acquire(1)) as [PooledConnection];
  const run = (sql: string) => connection.executeQuery(CompiledQuery.raw(sql));
  await run('begin');
  await expect(run('select 1/0')).rejects.toThrow('SQLSTATE 22012');
  await expect(run('commit')).rejects.toThrow('Expected a commit, the server made it a ROLLBACK');
  connection.release();
});
