/** Parses a whole number from 1. Throws an error that names the option. */
export function count(name: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error(`--${name}: expected a whole number from 1, got ${JSON.stringify(text)}`);
}

/** Parses a number above 0. Throws an error that names the option. */
export function positive(name: string, text: string, { most }: { most: number }): number {
  const number = Number(text);
  if (number > 0 && number <= most) return number;
  throw new Error(`--${name}: expected a number above 0, at most ${most}, got ${JSON.stringify(text)}`);
}

/** Parses a number from `least` to `most`. Throws an error that names the option. */
export function between(name: string, text: string, { least, most }: { least: number; most: number }): number {
  const number = Number(text);
  if (number >= least && number <= most) return number;
  throw new Error(`--${name}: expected a number from ${least} to ${most}, got ${JSON.stringify(text)}`);
}
