/** The reason why a `fetch` failed, which its own message does not contain. */
export function fetchFault(error: unknown): string {
  const { message, cause } = error as Error;
  return (cause as Error | undefined)?.message ?? message;
}
