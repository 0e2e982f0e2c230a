import { startTraceHarness, type Trace, type TraceSpan, traceMatchers } from '@cortex/telemetry/testing';
import { sql } from 'kysely';
import { storeInput } from '../../history/store-input.ts';
import { newInput } from '../../testing/new-input.ts';
import { temporaryDatabase } from '../../testing/temporary-database.ts';

expect.extend(traceMatchers);

const harness = startTraceHarness();

beforeEach(() => harness.reset());
afterAll(() => harness.stop());

describe('database spans', () => {
  test('name each statement of a stored input, as children of the work that asked for it', async () => {
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

  test('follow the stable conventions and hold no values', async () => {
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

  test('carry the code of the database when a statement fails', async () => {
    await using store = await temporaryDatabase();
    const row = { input_id: 'same', user_id: 'ada', content: '', metadata: '{}', timestamp: 0 };
    const insertTwice = store.database.insertInto('user_history').values([row, row]);
    const trace = await traced(() => expect(insertTwice.execute()).rejects.toThrow('UNIQUE constraint failed'));
    // 2067 is SQLITE_CONSTRAINT_UNIQUE.
    expect(trace).toContainTrace({
      name: 'INSERT user_history',
      status: 'ERROR',
      attributes: { 'error.type': '2067', 'db.response.status_code': '2067' },
    });
  });

  test('show the transaction that a failure rolled back', async () => {
    await using store = await temporaryDatabase();
    const input = newInput();
    await storeInput(store.database, input);
    const trace = await traced(() => expect(storeInput(store.database, { ...input, userId: 'eve' })).rejects.toThrow());
    expect(trace.spans.map(({ name }) => name)).toContain('ROLLBACK');
  });

  test('name raw SQL by its first word', async () => {
    await using store = await temporaryDatabase();
    const trace = await traced(() => sql`select 1`.execute(store.database));
    expect(trace).toContainTrace({ name: 'SELECT', attributes: { 'db.collection.name': undefined } });
  });

  test('are not made outside a trace', async () => {
    await using store = await temporaryDatabase();
    await storeInput(store.database, newInput());
    expect(harness.traces()).toEqual([]);
  });
});

function spanNamed(trace: Trace, name: string): TraceSpan | undefined {
  return trace.spans.find((span) => span.name === name);
}

/** Runs the work within a span `work` and gives the trace. */
async function traced(work: () => Promise<unknown>): Promise<Trace> {
  await harness.tracerProvider.getTracer('test').startActiveSpan('work', async (span) => {
    await work();
    span.end();
  });
  const [trace] = harness.traces();
  if (!trace) throw new Error('expected a trace, got none');
  return trace;
}
