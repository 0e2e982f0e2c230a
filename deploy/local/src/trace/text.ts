/** Names come from whoever sent the span: nothing in them may steer the terminal. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '�');
}

export function duration(microseconds: number): string {
  if (microseconds < 1000) return `${microseconds} µs`;
  if (microseconds < 1_000_000) return `${(microseconds / 1000).toFixed(1)} ms`;
  return `${(microseconds / 1_000_000).toFixed(2)} s`;
}
