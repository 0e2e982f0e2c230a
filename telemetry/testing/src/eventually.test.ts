import { eventually } from './eventually.ts';

test('the signal ends the waiting', async () => {
  const over = new AbortController();
  const waiting = eventually(() => over.abort(), {
    what: 'nothing',
    timeoutMilliseconds: 600_000,
    signal: over.signal,
  });
  await expect(waiting).rejects.toThrow(/aborted/);
});
