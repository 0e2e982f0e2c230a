/** Exit status of what ended before it had its result, as shells have it for what SIGINT ended. */
export const INTERRUPTED_STATUS = 130;

const SIGNALS: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** A Ctrl-C under `npm start` arrives twice, from the terminal and from npm, which passes on what it gets itself. */
const SAME_SIGNAL_MILLISECONDS = 500;

export interface Interruption {
  /** Aborted by the first signal: stop. */
  stop: AbortSignal;
  /** Aborted by the second: without patience. */
  hurry: AbortSignal;
}

/** Turns the signals that ask this process to end into abort signals, from now on and until the process ends. */
export function listenForInterruption(say: (line: string) => void): Interruption {
  const stop = new AbortController();
  const hurry = new AbortController();
  let firstAt = 0;
  const receive = (signal: NodeJS.Signals) => {
    if (!stop.signal.aborted) {
      firstAt = performance.now();
      say(`${signal}: stopping. Once more to hurry.`);
      stop.abort(new Interrupted());
    } else if (!hurry.signal.aborted && performance.now() - firstAt > SAME_SIGNAL_MILLISECONDS) {
      say('Hurrying: what does not stop within a second is killed.');
      hurry.abort();
    }
  };
  for (const signal of SIGNALS) process.on(signal, receive);
  return { stop: stop.signal, hurry: hurry.signal };
}

/** Ends a run that was interrupted: whoever waits for the status must not take one without a result for a good one. */
export function failIfInterrupted(reason: unknown): never {
  if (isInterruption(reason)) process.exitCode = INTERRUPTED_STATUS;
  throw reason;
}

/** Whether the person at the keyboard is the reason, also by way of an API that throws an error of its own for an aborted signal. */
export function isInterruption(reason: unknown): boolean {
  return reason instanceof Interrupted || (Object(reason) as Error).cause instanceof Interrupted;
}

/** The reason of whatever ends because the person at the keyboard wants it to. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
