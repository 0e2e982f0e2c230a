import { type Reusable, reusable } from './reusable.ts';

class Broken extends Error {}

/** Opens things numbered from 1. Those whose number is in `failing` cannot be opened. */
function numbered(failing: number[] = []) {
  const closed: number[] = [];
  let opened = 0;
  const things: Reusable<number> = reusable({
    target: 'numbers',
    open: async () => {
      opened += 1;
      if (failing.includes(opened)) throw new Error(`cannot open ${opened}`);
      return opened;
    },
    close: async (thing) => void closed.push(thing),
    isBroken: (error) => error instanceof Broken,
  });
  return { things, closed };
}

const itself = async (thing: number) => thing;
const breaks = () => Promise.reject(new Broken());

test('one thing is opened for all users', async () => {
  const { things, closed } = numbered();
  expect(await Promise.all([things.use(itself), things.use(itself)])).toEqual([1, 1]);
  expect(await things.use(itself)).toBe(1);
  expect(closed).toEqual([]);
});

test('after it could not be opened, the next use opens another', async () => {
  const { things } = numbered([1]);
  await Promise.all(
    [things.use(itself), things.use(itself)].map((use) => expect(use).rejects.toThrow('cannot open 1')),
  );
  expect(await things.use(itself)).toBe(2);
});

test('a broken thing is replaced, and closed when its last user is done', async () => {
  const { things, closed } = numbered();
  const release = Promise.withResolvers<void>();
  const other = things.use(() => release.promise);
  await expect(things.use(breaks)).rejects.toBeInstanceOf(Broken);
  expect(await things.use(itself)).toBe(2);
  expect(closed).toEqual([]);
  release.resolve();
  await other;
  expect(closed).toEqual([1]);
});

test('an error of the work alone replaces nothing', async () => {
  const { things } = numbered();
  await expect(things.use(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await things.use(itself)).toBe(1);
});

test('closing closes what is open', async () => {
  const { things, closed } = numbered();
  await things.use(itself);
  await things.close();
  expect(closed).toEqual([1]);
});
