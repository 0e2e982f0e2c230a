import type { TypeName } from '@cortex/console/backends';
import type { Uses } from '@cortex/console/model';
import { printable } from '@cortex/console/model';
import { inColumns } from '../console/columns.ts';
import { bytes, percent } from '../console/quantities.ts';

const MOST_ROWS = 15;
const LONGEST_NAME = 48;

/** Formats the functions with the largest self values as a table. */
export function functionTable({ functions, total }: Uses, type: TypeName): string[] {
  const amount = (value: number) => amountOf(value, type);
  const rows = functions
    .slice(0, MOST_ROWS)
    .map(({ name, place, self, total: all }) => [
      amount(self),
      percent(self, total),
      amount(all),
      percent(all, total),
      printable(shorten(name)),
      printable(place),
    ]);
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [right('Self'), right(''), right('Total'), right(''), { title: 'Function' }, { title: 'Place' }];
  return inColumns(columns, rows);
}

/** Formats the total value of a profile with its unit. */
export function amountOf(value: number, type: TypeName): string {
  return type === 'heap' || type === 'alloc' ? bytes(value) : milliseconds(value);
}

function milliseconds(nanoseconds: number): string {
  return `${(nanoseconds / 1e6).toFixed(0)} ms`;
}

function shorten(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}
