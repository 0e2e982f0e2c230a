/** Why a `fetch` failed: its own message says only that it did. */
export function fetchFault(error: unknown): string {
  const { message, cause } = error as Error;
  return (cause as Error | undefined)?.message ?? message;
}
