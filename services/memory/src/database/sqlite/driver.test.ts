import { startMetricHarness } from '@cortex/trace-testing';
import { temporaryDatabase } from '../../testing/temporary-database.ts';

const metrics = startMetricHarness();
afterAll(() => metrics.stop());

const ofConnection = async () => ({
  waiting: await metrics.value('queue_length', { queue: 'db_connection' }),
  working: await metrics.value('active_workers', { queue: 'db_connection' }),
});

test('transactions get the only connection in the order of their requests, and metrics count those that wait', async () => {
  await using store = await temporaryDatabase();
  const log: string[] = [];
  const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const transaction = (name: string, work: () => Promise<void>) =>
    store.database.tables.transaction().execute(async () => {
      log.push(`${name} begins`);
      await work();
      log.push(`${name} ends`);
    });
  const first = transaction('a', () => {
    begun.resolve();
    return held.promise;
  });
  await begun.promise;
  const others = ['b', 'c', 'd'].map((name) =>
    transaction(name, () => new Promise<void>((resolve) => setImmediate(resolve))),
  );
  const failed = expect(transaction('e', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const last = transaction('f', async () => {});
  expect(await ofConnection()).toEqual({ waiting: 5, working: 1 });
  held.resolve();
  await Promise.all([first, ...others, failed, last]);
  expect(log).toEqual([
    ...['a', 'b', 'c', 'd'].flatMap((name) => [`${name} begins`, `${name} ends`]),
    'e begins',
    'f begins',
    'f ends',
  ]);
  expect(await ofConnection()).toEqual({ waiting: 0, working: 0 });
});
