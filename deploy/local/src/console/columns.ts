export interface Column {
  title: string;
  /** The alignment of the cells; numbers are right-aligned. Default: left. */
  align?: 'left' | 'right';
}

const GAP = '  ';

/** Formats a table as lines of text, with each column as wide as its widest cell. */
export function inColumns(columns: readonly Column[], rows: readonly string[][]): string[] {
  const lines = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, index) => Math.max(...lines.map((cells) => cells[index]?.length ?? 0)));
  const pad = (cell: string, index: number) =>
    columns[index]?.align === 'right' ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0);
  return lines.map((cells) => cells.map(pad).join(GAP).trimEnd());
}
