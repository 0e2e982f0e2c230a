import { inspect } from 'node:util';
import { startTraceHarness, type Trace, type TraceSpan, traceMatchers } from '@cortex/trace-testing';
import { sql } from 'kysely';
import { storeInputs } from '../../history/store-inputs.ts';
import { newInput } from '../../testing/new-input.ts';
import { PostgresServer } from '../../testing/postgres-server.ts';
import { storeInput } from '../../testing/store-input.ts';
import { temporaryDatabase, temporaryPostgresDatabase } from '../../testing/temporary-database.ts';

expect.extend(traceMatchers);

const harness = startTraceHarness();

beforeEach(() => harness.reset());
afterAll(() => harness.stop());

describe('database spans', () => {
  test('exist for each statement of a stored input, as children of the work that caused it', async () => {
    await using store = await temporaryDatabase();
    const trace = await traced(() => storeInput(store.database, newInput()));
    expect(trace).toEqualTrace({
      name: 'work',
      children: [
        { name: 'BEGIN', kind: 'CLIENT' },
        { name: 'INSERT user_history', kind: 'CLIENT' },
        { name: 'SELECT user_summary', kind: 'CLIENT' },
        { name: 'INSERT user_summary', kind: 'CLIENT' },
        { name: 'COMMIT', kind: 'CLIENT' },
      ],
    });
  });

  test('follow the stable conventions and contain no values', async () => {
    await using store = await temporaryDatabase();
    const trace = await traced(() => storeInput(store.database, newInput({ content: 'confidential' })));
    expect(spanNamed(trace, 'INSERT user_history')).toMatchObject({ kind: 'CLIENT', status: 'UNSET' });
    expect(spanNamed(trace, 'INSERT user_history')?.attributes).toEqual({
      'db.system.name': 'sqlite',
      'db.namespace': 'memory.db',
      'db.operation.name': 'INSERT',
      'db.collection.name': 'user_history',
      'db.query.summary': 'INSERT user_history',
      'db.query.text': expect.stringMatching(/^insert into "user_history" .* values \(\?, \?, \?, \?, \?\) /),
    });
    expect(JSON.stringify(trace.spans)).not.toContain('confidential');
  });

  test('contain only once what is repeated for each input of a batch', async () => {
    await using store = await temporaryDatabase();
    const inputs = ['ada', 'eve'].map((userId) => newInput({ userId }));
    const trace = await traced(() => storeInputs(store.database, inputs));
    const texts = trace.spans.map(({ attributes }) => attributes['db.query.text']);
    expect(texts).toContainEqual(expect.stringContaining('values (?, ?, ?, ?, ?), ... on conflict'));
    expect(texts).toContainEqual(expect.stringContaining('"user_id" in (?, ...)'));
  });

  test('have the code of the database when a statement fails', async () => {
    await using store = await temporaryDatabase();
    const row = { input_id: 'same', user_id: 'ada', content: '', metadata: '{}', timestamp: 0 };
    const insertTwice = store.database.tables.insertInto('user_history').values([row, row]);
    const trace = await traced(() => expect(insertTwice.execute()).rejects.toThrow('UNIQUE constraint failed'));
    // 2067 is SQLITE_CONSTRAINT_UNIQUE.
    expect(trace).toContainTrace({
      name: 'INSERT user_history',
      status: 'ERROR',
      attributes: { 'error.type': '2067', 'db.response.status_code': '2067' },
    });
  });

  test('show that a failure rolled the transaction back', async () => {
    await using store = await temporaryDatabase();
    await store.database.tables.schema.dropTable('user_summary').execute();
    const trace = await traced(() => expect(storeInput(store.database, newInput())).rejects.toThrow('user_summary'));
    expect(trace.spans.map(({ name }) => name)).toContain('ROLLBACK');
  });

  test('are named by the first word of raw SQL', async () => {
    await using store = await temporaryDatabase();
    const trace = await traced(() => sql`select 1`.execute(store.database.tables));
    expect(trace).toContainTrace({ name: 'SELECT', attributes: { 'db.collection.name': undefined } });
  });

  test('are not created outside of a trace', async () => {
    await using store = await temporaryDatabase();
    await storeInput(store.database, newInput());
    expect(harness.traces()).toEqual([]);
  });
});

describe('database spans of PostgreSQL', () => {
  test('have the server, and the code of the database when a statement fails', async () => {
    await using server = await PostgresServer.start();
    await using store = await temporaryPostgresDatabase(server);
    const trace = await traced(async () => {
      await storeInput(store.database, newInput({ content: 'confidential' }));
      await expect(sql`select 1/0`.execute(store.database.tables)).rejects.toThrow('SQLSTATE 22012');
    });
    expect(spanNamed(trace, 'INSERT user_history')?.attributes).toEqual({
      'db.system.name': 'postgresql',
      'db.namespace': expect.stringMatching(/^test_/),
      'db.operation.name': 'INSERT',
      'db.collection.name': 'user_history',
      'db.query.summary': 'INSERT user_history',
      'db.query.text': expect.stringMatching(/^insert into "user_history" .* values \(\$1, \$2, \$3, \$4, \$5\) /),
      'server.address': '127.0.0.1',
      'server.port': server.port,
    });
    expect(JSON.stringify(trace.spans)).not.toContain('confidential');
    expect(trace).toContainTrace({
      status: 'ERROR',
      attributes: { 'error.type': '22012', 'db.response.status_code': '22012' },
    });
  });

  test('state why a statement failed, without the value that the message of the server repeats', async () => {
    await using server = await PostgresServer.start();
    await using store = await temporaryPostgresDatabase(server);
    const trace = await traced(async () => {
      const row = { input_id: 'confidential', user_id: 'ada', content: '', metadata: '{}', timestamp: 0 };
      const failed = [
        await failureOf(sql`select ${'confidential'}::text::int`.execute(store.database.tables)),
        await failureOf(store.database.tables.insertInto('user_history').values([row, row]).execute()),
      ];
      expect(failed.map(({ message }) => message)).toEqual([
        'the database refused a value (SQLSTATE 22P02)',
        expect.stringContaining('duplicate key'),
      ]);
      // Including the stack and everything else that a logger writes.
      expect(inspect(failed, { depth: Number.POSITIVE_INFINITY })).not.toContain('confidential');
      await expect(sql`select nowhere`.execute(store.database.tables)).rejects.toThrow('nowhere');
    });
    expect(trace).toContainTrace({ status: 'ERROR', attributes: { 'error.type': '22P02' } });
    expect(JSON.stringify(trace.spans)).not.toContain('confidential');
    expect(trace.spans.map(({ statusMessage }) => statusMessage)).toContain('column "nowhere" does not exist');
  });
});

function failureOf(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => Promise.reject(new Error('expected a failure, got none')),
    (error: Error) => error,
  );
}

function spanNamed(trace: Trace, name: string): TraceSpan | undefined {
  return trace.spans.find((span) => span.name === name);
}

/** Runs the work within a span `work` and returns the trace. */
async function traced(work: () => Promise<unknown>): Promise<Trace> {
  await harness.tracerProvider.getTracer('test').startActiveSpan('work', async (span) => {
    await work();
    span.end();
  });
  const [trace] = harness.traces();
  if (!trace) throw new Error('expected a trace, got none');
  return trace;
}
