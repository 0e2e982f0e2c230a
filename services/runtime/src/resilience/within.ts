export interface WithinOptions {
  milliseconds: number;
  /** Aborting it ends the wait as well, which then rejects with its reason. */
  signal?: AbortSignal | undefined;
  late(): Error;
}

/** Waits for work up to a time limit, whether it heeds its signal or not. Rejects with `late()` when the time is over. */
export async function within<Result>(
  { milliseconds, signal, late }: WithinOptions,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted();
  const over = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const end = (reason: unknown) => {
    // Rejects before the work can, so that the error is the reason itself.
    reject(reason);
    over.abort(reason);
  };
  const left = () => end(signal?.reason);
  const timer = setTimeout(() => end(late()), milliseconds);
  signal?.addEventListener('abort', left);
  try {
    return await Promise.race([promise, work(over.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', left);
  }
}
