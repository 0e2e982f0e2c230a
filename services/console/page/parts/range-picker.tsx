import { useNavigate, useSearch } from '@tanstack/react-router';
import { LASTS } from '../../src/model/links/time-shown.ts';
import { Moment } from './moment.tsx';
import type { RangeSearch } from './time-range.ts';

/** Selects the time range of all pages. */
export function RangePicker() {
  const { last = '1h', from, to } = useSearch({ strict: false }) as RangeSearch;
  const navigate = useNavigate();
  const choose = (range: RangeSearch) =>
    navigate({
      to: '.',
      // Every page's search has these parameters besides its own.
      search: ((before: object) => ({ ...before, last: undefined, from: undefined, to: undefined, ...range })) as never,
    });
  const isFixed = from !== undefined && to !== undefined;
  return (
    <span>
      <label>
        <span className="unseen">Time</span>
        <select
          value={isFixed ? 'fixed' : last}
          onChange={({ target }) => choose({ last: target.value as RangeSearch['last'] })}
        >
          {isFixed && <option value="fixed">fixed range</option>}
          {LASTS.map((one) => (
            <option key={one} value={one}>
              last {one}
            </option>
          ))}
        </select>
      </label>
      {isFixed && (
        <>
          {' '}
          <Moment at={from} /> – <Moment at={to} />
        </>
      )}
    </span>
  );
}
