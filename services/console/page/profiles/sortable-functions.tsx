import type { ReactNode } from 'react';
import { counted } from '../../src/model/format/text.ts';
import { originOf } from '../../src/model/profile/function-uses.ts';
import type { FunctionColumn } from '../../src/model/profile/sorted-uses.ts';
import { Cut } from '../parts/cut.tsx';
import { useFirstRows } from '../parts/first-rows.tsx';
import { ORIGIN_TITLES } from '../parts/origin-titles.ts';
import { useProfilesSearch } from './use-profiles-search.ts';

const FIRST = 50;

export interface SortableFunctionsProps<Row> {
  /** The matching ones, sorted. */
  found: readonly Row[];
  /** The number of all functions, matching or not. */
  all: number;
  /** The header and body cells of the numbers. */
  heads: ReactNode;
  cells(row: Row): ReactNode;
}

/** A table of functions. Each links to its callers and callees. */
export function SortableFunctions<Row extends { name: string; place: string }>(props: SortableFunctionsProps<Row>) {
  const { found, all, heads, cells } = props;
  const { search, change } = useProfilesSearch();
  const { shown, button } = useFirstRows(found, FIRST, 'function');
  return (
    <section className="card" aria-label="Functions">
      <p role="status">
        {search.find === undefined ? '' : `${found.length.toLocaleString('en')} of `}
        {counted(all, 'function')}
      </p>
      <table>
        <thead>
          <tr>
            <SortHead column="name" title="Function" />
            <th scope="col">Code</th>
            {heads}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => {
            const { name, place } = row;
            const origin = originOf(place);
            return (
              <tr key={`${name} ${place}`} className={origin === 'application' ? 'own-code' : 'quiet'}>
                <td className="mono function-name">
                  <button type="button" onClick={() => change({ view: 'sandwich', function: name, place })}>
                    <Cut text={name || '(anonymous)'} />
                  </button>{' '}
                  <Cut text={place} />
                </td>
                <td>{ORIGIN_TITLES[origin]}</td>
                {cells(row)}
              </tr>
            );
          })}
        </tbody>
      </table>
      {button}
    </section>
  );
}

/** The order that the URL asks for. */
export function useOrder(): { by: FunctionColumn; ascending: boolean } {
  const { sort = 'self', ascending = false } = useProfilesSearch().search;
  return { by: sort, ascending };
}

/** A column header that sorts; a second click reverses the order. */
export function SortHead({ column, title }: { column: FunctionColumn; title: string }) {
  const { change } = useProfilesSearch();
  const { by, ascending } = useOrder();
  return (
    <th
      scope="col"
      className={column === 'name' ? undefined : 'number'}
      aria-sort={column === by ? (ascending ? 'ascending' : 'descending') : undefined}
    >
      <button
        type="button"
        onClick={() => change({ sort: column, ascending: column === by ? !ascending || undefined : undefined })}
      >
        {title} {column === by && (ascending ? '▲' : '▼')}
      </button>
    </th>
  );
}
