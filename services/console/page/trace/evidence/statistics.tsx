import './evidence.css';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { counted, duration, printable, shortened } from '../../../src/model/format/text.ts';
import {
  attributeNames,
  type GroupStatistics,
  SPAN_FIELDS,
  STATISTICS_COLUMNS,
  type StatisticsColumn,
  traceStatistics,
} from '../../../src/model/trace/statistics.ts';
import { useLookedAt } from '../looked-at.ts';
import { useTraceSearch } from '../use-trace-search.ts';

const MOST_ROWS = 500;
const MOST_NAMES = 300;
const LONGEST_VALUE = 200;

const TITLES: Record<StatisticsColumn, string> = {
  count: 'Spans',
  failures: 'Failures',
  sum: 'Sum',
  self: 'Self',
  p50: 'p50',
  p95: 'p95',
  max: 'Max',
};

/** The spans of a trace, grouped by service, name, kind or any attribute. */
export function Statistics() {
  const { trace } = useLookedAt();
  const { search, change } = useTraceSearch();
  const { group = 'service', sort = 'self', ascending = false } = search;
  const names = useMemo(() => attributeNames(trace).slice(0, MOST_NAMES), [trace]);
  const groups = useMemo(() => traceStatistics(trace, group), [trace, group]);
  const sorted = useMemo(
    () => groups.toSorted((a, b) => (a[sort] - b[sort]) * (ascending ? 1 : -1)),
    [groups, sort, ascending],
  );
  const sortBy = (column: StatisticsColumn) =>
    change({ sort: column, ascending: column === sort && !ascending ? true : undefined }, { replace: true });
  return (
    <section aria-label="Statistics">
      <p className="filters">
        <label>
          Spans by{' '}
          <select value={group} onChange={({ target }) => change({ group: target.value })}>
            {[...new Set([...SPAN_FIELDS, ...names, group])].map((name) => (
              <option key={name} value={name}>
                {shortened(printable(name), LONGEST_VALUE)}
              </option>
            ))}
          </select>
        </label>
        <span className="quiet" role="status">
          {counted(groups.length, 'group')}
          {groups.length > MOST_ROWS && `, the first ${MOST_ROWS} are shown`}
        </span>
      </p>
      <div className="card">
        <table>
          <thead>
            <tr>
              <th scope="col">{shortened(printable(group), LONGEST_VALUE)}</th>
              {STATISTICS_COLUMNS.map((column) => (
                <th
                  key={column}
                  scope="col"
                  className="number"
                  aria-sort={column === sort ? (ascending ? 'ascending' : 'descending') : undefined}
                >
                  <button type="button" className="sorter" onClick={() => sortBy(column)}>
                    {TITLES[column]}
                    {column === sort ? (ascending ? ' ▲' : ' ▼') : ''}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, MOST_ROWS).map((row) => (
              <Row key={JSON.stringify([row.value])} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ row }: { row: GroupStatistics }) {
  const { value, count, failures, ...times } = row;
  const text = value === undefined ? '' : printable(value);
  return (
    <tr>
      <th scope="row" className="statistics-value" title={text}>
        {value === undefined ? (
          <span className="quiet">(without)</span>
        ) : (
          <Link to="." search={((before: object) => ({ ...before, view: undefined, find: value })) as never}>
            {shortened(text, LONGEST_VALUE) || '(empty)'}
          </Link>
        )}
      </th>
      <td className="number">{count.toLocaleString('en')}</td>
      <td className={failures > 0 ? 'number failed' : 'number'}>
        {failures > 0 ? `✖ ${failures.toLocaleString('en')}` : '0'}
      </td>
      {(['sum', 'self', 'p50', 'p95', 'max'] as const).map((column) => (
        <td key={column} className="number">
          {duration(times[column])}
        </td>
      ))}
    </tr>
  );
}
