import { join } from 'node:path';
import { type Emitted, fixtureRunner } from '@cortex/test-support';

const runFixture = fixtureRunner(join(import.meta.dirname, 'fixtures'));

let ours: Emitted;
let stock: Emitted;

beforeAll(async () => {
  [ours, stock] = await Promise.all([run('ours'), run('stock')]);
});

const run = (instrumentation: string) => runFixture('lines.ts', instrumentation);

test('it writes the lines that @opentelemetry/instrumentation-pino writes', () => {
  expect(ours.written).toEqual(stock.written);
  expect(ours.written).toContainEqual(expect.stringContaining('"trace_id":0,"span_id":0,"trace_flags":"01"'));
});

test('it sends the records that @opentelemetry/instrumentation-pino sends', () => {
  expect(ours.records).toEqual(stock.records);
  expect(ours.records).toHaveLength(3 * 27);
  expect(ours.faults).toEqual(stock.faults);
});
