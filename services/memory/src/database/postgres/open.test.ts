import { fileURLToPath } from 'node:url';
import { ConfigError } from '@cortex/runtime';
import { eventually } from '@cortex/trace-testing';
import { sql } from 'kysely';
import { PASSWORD, PostgresServer } from '../../testing/postgres-server.ts';
import { runNode } from '../../testing/run-node.ts';
import { openQuietly, temporaryPostgresDatabase } from '../../testing/temporary-database.ts';

const openAndClose = fileURLToPath(new URL('../../testing/open-and-close.ts', import.meta.url));

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

describe('a PostgreSQL database', () => {
  test('gets the tables and indexes that the guide names', async () => {
    await using store = await temporaryPostgresDatabase(server);
    const { rows } = await sql<{ name: string }>`select relname as name from pg_class`.execute(store.database.tables);
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'user_history',
        'user_summary',
        'idx_user_history_user_id',
        'idx_user_history_timestamp',
        'idx_user_history_user_timestamp',
      ]),
    );
  });

  test('can be created by several processes at once', async () => {
    const url = await server.createDatabase();
    await Promise.all(Array.from({ length: 3 }, () => runNode(openAndClose, url)));
    const database = await openQuietly({ kind: 'postgres', url });
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database.tables);
    await database.close();
    expect(rows).toEqual([{ name: '0001_history' }]);
  });

  test('leaves no connection after it is closed', async () => {
    const url = await server.createDatabase();
    await (await openQuietly({ kind: 'postgres', url })).close();
    const name = new URL(url).pathname.slice(1);
    // The server's process ends some moments after its connection.
    const connections = () => server.administer(`select pid from pg_stat_activity where datname = '${name}'`);
    await eventually(async () => (await connections()).length === 0, { what: 'no connection' });
  });

  test.each([
    [
      'a wrong password',
      () => server.url('postgres', { password: 'se/cret' }),
      /let memory in: correct user and password/,
    ],
    [
      'an unknown user',
      () => server.url('postgres', { user: 'eve', password: 'se/cret' }),
      /let eve in: correct user and/,
    ],
    ['a missing database', () => server.url('nowhere'), /no database nowhere: create it \(createdb --owner=memory/],
    [
      'a name that cannot be resolved',
      () => 'postgres://memory:se%2Fcret@nowhere.invalid/memory',
      /nowhere\.invalid:5432.*ENOTFOUND/,
    ],
    [
      'a port on which nothing listens',
      () => 'postgres://memory:se%2Fcret@127.0.0.1:1/memory',
      /:1 .*ECONNREFUSED.*start it/,
    ],
  ])('reports what to do about %s, without the password', async (_, url, message) => {
    const failure = await openQuietly({ kind: 'postgres', url: url() }).catch((error) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect(failure.message).toMatch(message);
    expect(failure.message).not.toMatch(new RegExp(`se/cret|${PASSWORD}`));
  });

  test('reports what to do about a user who may not create tables', async () => {
    const url = await server.createDatabase();
    const name = new URL(url).pathname.slice(1);
    await server.administer(`create role reader login password 'known'`);
    const failure = openQuietly({ kind: 'postgres', url: server.url(name, { user: 'reader', password: 'known' }) });
    await expect(failure).rejects.toThrow(/GRANT CREATE ON SCHEMA public TO reader/);
  });
});
