import { duration } from './text.ts';

const MILLISECONDS = /Milliseconds$/;

/** A number of a finding for readers: `usualMilliseconds: 12.1` becomes `usual: 12 ms`. */
export function numberText(name: string, value: number): string {
  const words = name
    .replace(MILLISECONDS, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
  return `${words}: ${MILLISECONDS.test(name) ? duration(value) : amount(value)}`;
}

function amount(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
}
