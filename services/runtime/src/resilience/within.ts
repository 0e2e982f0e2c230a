export interface WithinOptions {
  milliseconds: number;
  /** Ends the wait as well; its reason is what the wait then rejects with. */
  signal?: AbortSignal | undefined;
  late(): Error;
}

/** Waits so long for the work and no longer, whether it heeds its signal or not. Rejects with `late()` when the time is over. */
export async function within<Result>(
  { milliseconds, signal, late }: WithinOptions,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted();
  const over = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const end = (reason: unknown) => {
    // Rejects first, so that the wait ends with the reason itself, not with what the work makes of it.
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
