const DEADLINE_MILLISECONDS = 10_000;

/** Resolves once the condition holds; rejects when it does not within ten seconds. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = performance.now() + DEADLINE_MILLISECONDS;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`expected ${what} within ${DEADLINE_MILLISECONDS} ms`);
    await new Promise(setImmediate);
  }
}
