import { useMemo, useState } from 'react';
import { originOf, usesOf } from '../../src/model/function-uses.ts';
import { type FunctionColumn, sortedUses } from '../../src/model/profile/sorted-uses.ts';
import { counted } from '../../src/model/text.ts';
import { Cut } from '../parts/cut.tsx';
import { ORIGIN_TITLES } from '../parts/origin-titles.ts';
import type { ShownProfile } from './flame-view.tsx';
import { useProfilesSearch } from './use-profiles-search.ts';

const FIRST = 50;
const TITLES: Record<FunctionColumn, string> = { name: 'Function', self: 'Itself', total: 'With calls' };

/** The functions of a profile; each leads to its callers and callees. */
export function FunctionTable({ profile, valueText }: ShownProfile) {
  const { search, change } = useProfilesSearch();
  const { find = '', sort = 'self', ascending = false } = search;
  const [isWhole, setWhole] = useState(false);
  const { functions, total } = useMemo(() => usesOf(profile), [profile]);
  const found = useMemo(() => sortedUses(functions, find, { by: sort, ascending }), [functions, find, sort, ascending]);
  const shown = isWhole ? found : found.slice(0, FIRST);
  const shareOf = (value: number) => `${((value / Math.max(1, total)) * 100).toFixed(1)} %`;
  const head = (column: FunctionColumn) => (
    <th
      scope="col"
      className={column === 'name' ? undefined : 'number'}
      aria-sort={column === sort ? (ascending ? 'ascending' : 'descending') : undefined}
    >
      <button
        type="button"
        onClick={() => change({ sort: column, ascending: column === sort ? !ascending || undefined : undefined })}
      >
        {TITLES[column]} {column === sort && (ascending ? '▲' : '▼')}
      </button>
    </th>
  );
  return (
    <section className="card" aria-label="Functions">
      <p role="status">
        {find === '' ? '' : `${found.length.toLocaleString('en')} of `}
        {counted(functions.length, 'function')}
      </p>
      <table>
        <thead>
          <tr>
            {head('name')}
            <th scope="col">Code</th>
            {head('self')}
            {head('total')}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, place, self, total: withCalls }) => (
            <tr key={`${name} ${place}`} className={originOf(place) === 'application' ? 'own-code' : 'quiet'}>
              <td className="mono function-name">
                <button type="button" onClick={() => change({ view: 'sandwich', function: name, place })}>
                  <Cut text={name || '(anonymous)'} />
                </button>{' '}
                <Cut text={place} />
              </td>
              <td>{ORIGIN_TITLES[originOf(place)]}</td>
              <td className="number">
                {valueText(self)} <span className="quiet">{shareOf(self)}</span>
              </td>
              <td className="number">
                {valueText(withCalls)} <span className="quiet">{shareOf(withCalls)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length > FIRST && (
        <button type="button" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Fewer' : `All ${counted(found.length, 'function')}`}
        </button>
      )}
    </section>
  );
}
