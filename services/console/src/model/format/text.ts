/** Text of telemetry comes from anybody: it must not control a terminal, change the direction of text or break a line. */
export function printable(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ').replace(/\p{C}/gu, '�');
}

export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Like `printable`, for a text of any length: the rest of a long one is not processed. */
export function cut(text: string, most: number): string {
  return printable(shortened(text, most));
}

const LONGEST_NAME = 80;

/** A name, short enough for a sentence. */
export function shortName(name: string): string {
  return cut(name, LONGEST_NAME);
}

/** `0.4 ms`, `12 ms`, `1.37 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

/** `1 span`, `12,000 spans`. @param plural if it does not end with s */
export function counted(count: number, what: string, plural = `${what}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? what : plural}`;
}

/** The value of an attribute as text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** Like `duration`, but with microseconds for short ones: `7 µs`, `1.25 ms`. */
export function fineDuration(microseconds: number): string {
  if (microseconds < 1000) return `${Math.round(microseconds)} µs`;
  return microseconds < 10_000 ? `${(microseconds / 1000).toFixed(2)} ms` : duration(microseconds / 1000);
}

/** Like `printable`, but keeps line breaks. */
export function printableLines(text: string): string {
  return text.replaceAll('\t', '  ').split(/\r?\n/).map(printable).join('\n');
}

/** @param share of the whole, from 0 to 1 */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
