import { printable } from '@cortex/console/model';
import type { FoundTrace } from '@cortex/console/questions';
import { inColumns } from '../console/columns.ts';
import { duration } from './text.ts';

const COLUMNS = [
  { title: 'trace' },
  { title: 'began' },
  { title: 'took', align: 'right' },
  { title: 'spans', align: 'right' },
  { title: 'failed', align: 'right' },
  { title: 'request' },
] as const;

/** The traces as a table with one line per trace. */
export function foundTable(traces: readonly FoundTrace[]): string[] {
  return inColumns(COLUMNS, traces.map(cellsOf));
}

function cellsOf({ traceId, begin, milliseconds, spans, failures, service, operation, errorType }: FoundTrace) {
  return [
    traceId,
    new Date(begin).toISOString(),
    duration(Math.round(milliseconds * 1000)),
    String(spans),
    failures === 0 ? '' : String(failures),
    printable([service, operation, ...(errorType === undefined ? [] : [`(${errorType})`])].join(' ')),
  ];
}
