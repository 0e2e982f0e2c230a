import { setTimeout as pause } from 'node:timers/promises';

const STOPPED_MILLISECONDS = 800;
const RUNNING_MILLISECONDS = 200;

interface Switch {
  stop(): Promise<void> | void;
  go(): Promise<void> | void;
}

/** Stops something and lets it go on, again and again from now on. Resolves to what ends that; then it goes on for good. */
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
  // A failure in between is reported to whoever ends it.
  rhythm.catch(() => {});
  return async () => {
    ending.abort();
    await rhythm.finally(go);
  };
}
