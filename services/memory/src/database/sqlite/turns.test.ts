import { Turns } from './turns.ts';

describe('Turns', () => {
  test('come one after the other in the order of asking', async () => {
    const turns = new Turns();
    const log: string[] = [];
    const work = async (name: string) => {
      await turns.take();
      log.push(`${name} begins`);
      await new Promise(setImmediate);
      log.push(`${name} ends`);
      turns.pass();
    };
    await Promise.all([work('a'), work('b'), work('c')]);
    await work('d');
    expect([turns.taken, turns.waiting]).toEqual([0, 0]);
    await turns.take();
    const next = turns.take();
    expect([turns.taken, turns.waiting]).toEqual([1, 1]);
    turns.pass();
    await next;
    expect(log).toEqual(['a', 'b', 'c', 'd'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });
});
