/** Text of telemetry comes from anybody: nothing in it may steer a terminal, turn the direction of text or break a line. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '�');
}

export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** `0.4 ms`, `12 ms`, `1.37 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

/** `1 span`, `12,000 spans`. */
export function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
