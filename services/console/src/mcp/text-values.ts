import { printable, shortened, shortName, textOf } from '../model/format/text.ts';
import { firstOf } from '../questions/page.ts';

export interface Room {
  /** The longest value, in characters. */
  longest?: number;
  /** The largest size of all values, as JSON. */
  mostBytes?: number;
}

/** Attributes, labels or fields as short text, as many as fit. */
export function textValues(
  values: Readonly<Record<string, unknown>>,
  { longest = 80, mostBytes = 1000 }: Room = {},
): Record<string, string> {
  const all = textEntries(values, longest);
  const items = firstOf(all, { mostBytes });
  const left = all.length - items.length;
  return { ...Object.fromEntries(items), ...(left > 0 && { '…': `${left} more` }) };
}

/** @param longest the longest value, in characters */
export function textEntries(
  values: Readonly<Record<string, unknown>>,
  longest: number,
): [name: string, text: string][] {
  return Object.entries(values).map(([name, value]) => [shortName(name), shortened(printable(textOf(value)), longest)]);
}
