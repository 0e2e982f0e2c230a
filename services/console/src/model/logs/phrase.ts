/** Quotes a text as a phrase of LogsQL. */
export function phrase(text: string): string {
  return JSON.stringify(text);
}
