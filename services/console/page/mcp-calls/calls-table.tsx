import type { ReactNode } from 'react';
import type { CallsPart } from '../../src/model/mcp-calls/call-attributes.ts';
import type { Figures } from '../../src/model/mcp-calls/figures.ts';
import type { Side } from '../../src/model/mcp-calls/group.ts';
import { useFirstRows } from '../parts/first-rows.tsx';
import { FIGURE_TITLES, FigureCells } from './figure-cells.tsx';
import type { Order } from './search.ts';
import { useMcpSearch } from './use-mcp-search.ts';

export interface Column<Row> {
  title: string;
  isNumber?: boolean;
  of(row: Row): ReactNode;
}

export interface CallsTableProps<Row> {
  title: string;
  /** States which calls are counted, if not all. */
  note?: string;
  rows: readonly Row[];
  /** The columns before the figures, and those after them. */
  columns: Column<Row>[];
  more?: Column<Row>[];
  side: Side;
  seconds: number | undefined;
}

const FIRST = 12;

const ORDER_OF: Record<Order, (figures: Figures) => number> = {
  calls: ({ calls }) => calls,
  failures: ({ failures, calls }) => failures / Math.max(1, calls),
  p95: ({ p95 }) => p95?.milliseconds ?? -1,
};

/** Groups of calls with their figures. Renders nothing without rows. */
export function CallsTable<Row extends CallsPart & Figures>(props: CallsTableProps<Row>) {
  const { title, note, rows, columns, more = [], side, seconds } = props;
  const { order = 'calls' } = useMcpSearch().search;
  const sorted = rows.toSorted((a, b) => ORDER_OF[order](b) - ORDER_OF[order](a));
  const { shown, button } = useFirstRows(sorted, FIRST, 'row');
  if (rows.length === 0) return null;
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {note !== undefined && <p className="quiet">{note}</p>}
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.title} {...column} />
            ))}
            {FIGURE_TITLES.map((figure) => (
              <Head key={figure} title={figure} isNumber />
            ))}
            {more.map((column) => (
              <Head key={column.title} {...column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={JSON.stringify(Object.values(row).filter((value) => typeof value !== 'object'))}>
              {columns.map((column) => (
                <Cell key={column.title} column={column} row={row} />
              ))}
              <FigureCells figures={row} part={row} side={side} seconds={seconds} />
              {more.map((column) => (
                <Cell key={column.title} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {button}
    </section>
  );
}

function Head({ title, isNumber = false }: { title: string; isNumber?: boolean }) {
  return (
    <th scope="col" className={isNumber ? 'number' : undefined}>
      {title}
    </th>
  );
}

function Cell<Row>({ column: { isNumber = false, of }, row }: { column: Column<Row>; row: Row }) {
  return <td className={isNumber ? 'number' : 'named'}>{of(row)}</td>;
}
