import { setTimeout as pause } from 'node:timers/promises';

const STOPPED_MILLISECONDS = 800;
const RUNNING_MILLISECONDS = 200;

interface Switch {
  stop(): Promise<void> | void;
  go(): Promise<void> | void;
}

/** Repeatedly stops something and lets it continue. Resolves to a function that ends this and lets it continue for good. */
export function stopInARhythm({ stop, go }: Switch): () => Promise<void> {
  const ending = new AbortController();
  const { signal } = ending;
  const rhythm = (async () => {
    while (!signal.aborted) {
      await go();
      await pause(RUNNING_MILLISECONDS);
      await stop();
      await pause(STOPPED_MILLISECONDS, undefined, { signal }).catch(() => {});
    }
  })();
  // A failure meanwhile is reported to the caller of that function.
  rhythm.catch(() => {});
  return async () => {
    ending.abort();
    await rhythm.finally(go);
  };
}
