import type { SpanNode } from '@cortex/trace-testing/trace';
import { SERVER_ADDRESS, SERVER_PORT, URL_FULL } from './attributes.ts';
import { isFailed } from './failed.ts';
import { intervalOf } from './times.ts';

/** Finds calls that were repeated after a failure, with all their attempts, for programs that do not number attempts. */
export function attemptsAmong(siblings: readonly SpanNode[]): SpanNode[][] {
  const rows = [...Map.groupBy(siblings.filter(isCall), keyOf).values()].flatMap(rowsOf);
  return rows.filter(({ length }) => length > 1);
}

const isCall = ({ kind }: SpanNode): boolean => kind === 'CLIENT';

function keyOf({ service, name, attributes }: SpanNode): string {
  const url = String(attributes[URL_FULL] ?? '').replace(/[?#].*/s, '');
  return JSON.stringify([service, name, attributes[SERVER_ADDRESS], attributes[SERVER_PORT], url]);
}

/** The most concurrent calls: with more of them, it is unclear which one is repeated. */
const MOST_OPEN = 50;

/** Groups calls: an attempt follows a failed one, and does not begin before that has ended. */
function rowsOf(calls: readonly SpanNode[]): SpanNode[][] {
  const rows: SpanNode[][] = [];
  let open: SpanNode[][] = [];
  for (const call of calls) {
    const { begin } = intervalOf(call);
    const known = open.find((row) => intervalOf(row.at(-1) as SpanNode).end <= begin);
    const row = known ?? [];
    if (known === undefined) rows.push(row);
    row.push(call);
    open = open.filter((one) => one !== row);
    if (isFailed(call)) open = [row, ...open].slice(0, MOST_OPEN);
  }
  return rows;
}
