import { printable } from '@cortex/console/model';
import { inColumns } from '../console/columns.ts';
import { bytes } from '../console/quantities.ts';
import type { Growth } from './difference.ts';

const MOST_ROWS = 25;

/** Formats the constructors that grew as a table. */
export function growthTable(growth: readonly Growth[]): string[] {
  const rows = growth
    .slice(0, MOST_ROWS)
    .map(({ constructorName, count, countGrowth, bytes: size, bytesGrowth }) => [
      signed(bytesGrowth, bytes),
      bytes(size),
      signed(countGrowth, number),
      number(count),
      printable(constructorName),
    ]);
  const right = (title: string) => ({ title, align: 'right' as const });
  return inColumns(
    [right('Bytes grown'), right('to'), right('Objects grown'), right('to'), { title: 'Constructor' }],
    rows,
  );
}

export function signed(value: number, format: (value: number) => string): string {
  return value > 0 ? `+${format(value)}` : format(value);
}

function number(value: number): string {
  return value.toLocaleString('en');
}
