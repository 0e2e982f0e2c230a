/** The exit status of a run that ended before it had its result, as in shells after SIGINT. */
export const INTERRUPTED_STATUS = 130;

const SIGNALS: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** A Ctrl-C under `npm start` arrives twice: from the terminal, and from npm, which passes on its own signals. */
const SAME_SIGNAL_MILLISECONDS = 500;

export interface Interruption {
  /** Aborted by the first signal: stop. */
  stop: AbortSignal;
  /** Aborted by the second: stop without waiting. */
  hurry: AbortSignal;
}

/** Turns the signals that ask this process to end into abort signals, from here on until the process ends. */
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

/** Ends a run that was interrupted with a status of its own, because a run without a result must not pass for a successful one. */
export function failIfInterrupted(reason: unknown): never {
  if (isInterruption(reason)) process.exitCode = INTERRUPTED_STATUS;
  throw reason;
}

/** Whether an error was caused by the user's interruption, also if an API has thrown an error of its own for the aborted signal. */
export function isInterruption(reason: unknown): boolean {
  return reason instanceof Interrupted || (Object(reason) as Error).cause instanceof Interrupted;
}

/** The reason with which work is aborted when the user interrupts it. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
