import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { parse } from 'yaml';

/** A row of docs/limits.md that names the settings or constants of its figures. */
export interface DocumentedLimit {
  what: string;
  bound: string;
  file: string;
  settings: string[];
}

const ROW = /^\| (?<what>[^|]*) \| (?<bound>[^|]*) \| [^|]* \| (?:`(?<file>[^`]+)`|same): (?<names>`.*`) \|$/;
const CODE_FACTOR = String.raw`(?:[\d_]+(?:\s*(?:\*\*|<<)\s*\d+)?|time\.\w+)`;
const MILLISECONDS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const TIME_UNITS = { d: 86_400_000, h: 3_600_000, min: 60_000, s: 1000, ms: 1 };
const SIZE_UNITS = { Gi: 1024 ** 3, Mi: 1024 ** 2, Ki: 1024 };

/** The rows in order; "same" refers to the file of the row before. */
export function documentedLimits(): DocumentedLimit[] {
  let before = '';
  return readFileSync(join(repository, 'docs/limits.md'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const { what = '', bound = '', file = before, names = '' } = ROW.exec(line)?.groups ?? {};
      if (names === '') return [];
      before = file;
      return [{ what, bound, file, settings: [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name) }];
    });
}

/** How the page may write the value of a setting. */
export function writtenAs(file: string, setting: string): string[] {
  const text = readFileSync(join(repository, file), 'utf8');
  const value = /\.ya?ml$/.test(file) ? inYaml(parse(text), setting) : inCode(text, setting);
  if (value === undefined) throw new Error(`docs/limits.md names ${setting}, which ${file} does not have`);
  return renderings(value, setting);
}

/** Looks up a path, from the top or from a section such as `processors`. */
function inYaml(document: Record<string, unknown>, path: string): unknown {
  const walk = (from: unknown) =>
    path.split('.').reduce((at, key) => (at as Record<string, unknown> | undefined)?.[key], from);
  return [document, ...Object.values(document)].map(walk).find((value) => value !== undefined);
}

/** The number, or product of numbers and time units, to which a constant or property is set. */
function inCode(text: string, name: string): number | string | undefined {
  const product = new RegExp(String.raw`\b${name}\s*[:=]\s*(${CODE_FACTOR}(?:\s*\*\s*${CODE_FACTOR})*)`).exec(
    text,
  )?.[1];
  if (product === undefined) return undefined;
  const [amount, unit] = product.split(/\s*\*\s*time\./);
  const factors = (amount ?? '').split(/(?<!\*)\*(?!\*)/).map(factor);
  const number = factors.reduce((all, one) => all * one, 1);
  return unit === undefined ? number : `${number}${unit[0]?.toLowerCase()}`;
}

function factor(text: string): number {
  const [base = '', operator, exponent] = text.replaceAll('_', '').split(/(\*\*|<<)/);
  if (operator === undefined) return Number(base);
  return operator === '**' ? Number(base) ** Number(exponent) : Number(base) * 2 ** Number(exponent);
}

function renderings(value: unknown, setting: string): string[] {
  const [, amount, unit = ''] = /^(\d+)([a-zA-Z]+)$/.exec(String(value)) ?? [];
  if (amount !== undefined && unit in MILLISECONDS)
    return inUnits(Number(amount) * (MILLISECONDS[unit] ?? 1), TIME_UNITS);
  if (amount !== undefined) return [`${amount} ${unit}`];
  const number = Number(value);
  if (/_MILLISECONDS$/.test(setting)) return inUnits(number, TIME_UNITS);
  if (/_mib$/.test(setting)) return [`${number} MiB`];
  return [number.toLocaleString('en'), ...inUnits(number, SIZE_UNITS)];
}

/** Formats a value in every unit in which it is a whole number. */
function inUnits(value: number, units: Record<string, number>): string[] {
  return Object.entries(units).flatMap(([unit, size]) =>
    value % size === 0 && value >= size ? [`${(value / size).toLocaleString('en')} ${unit}`] : [],
  );
}
