import { printable, shortened, shortName, textOf } from '../model/format/text.ts';
import { firstOf } from '../questions/page.ts';

export interface Room {
  /** Characters of a value. */
  longest?: number;
  /** The size of all values as JSON. */
  mostBytes?: number;
}

/** Attributes, labels or fields as short text, as many as there is room for. */
export function textValues(
  values: Readonly<Record<string, unknown>>,
  { longest = 80, mostBytes = 1000 }: Room = {},
): Record<string, string> {
  const all = textEntries(values, longest);
  const items = firstOf(all, { mostBytes });
  const left = all.length - items.length;
  return { ...Object.fromEntries(items), ...(left > 0 && { '…': `${left} more` }) };
}

/** @param longest characters of a value */
export function textEntries(
  values: Readonly<Record<string, unknown>>,
  longest: number,
): [name: string, text: string][] {
  return Object.entries(values).map(([name, value]) => [shortName(name), shortened(printable(textOf(value)), longest)]);
}
