import { Link } from '@tanstack/react-router';
import type { NotSearched } from '../../src/backends/jaeger/jaeger-client.ts';
import { counted } from '../../src/model/format/text.ts';
import type { Search } from '../traces/use-traces-search.ts';
import { Cut } from './cut.tsx';
import { Moment } from './moment.tsx';

export interface NotSearchedTimesProps {
  times: readonly NotSearched[];
  /** The conditions of the search. */
  conditions?: Search;
}

const MOST_SHOWN = 5;

/** The times that a search left out because Jaeger did not answer for them, each with a link to search it alone. */
export function NotSearchedTimes({ times, conditions = {} }: NotSearchedTimesProps) {
  if (times.length === 0) return null;
  return (
    <section className="failure" role="status" aria-label="What is left out">
      <p>
        Jaeger did not answer in time for these periods, for instance because a trace is very large. They are left out:
      </p>
      <ul>
        {times.slice(0, MOST_SHOWN).map(({ service, begin, end }) => (
          <li key={`${service} ${begin}`}>
            <Cut text={service} most={40} /> from <Moment at={begin} /> to <Moment at={end} />{' '}
            <Link
              to="/traces"
              search={{
                ...conditions,
                service,
                from: Math.floor(begin),
                to: Math.ceil(end),
                last: undefined,
                live: undefined,
              }}
            >
              Search only there
            </Link>
          </li>
        ))}
      </ul>
      {times.length > MOST_SHOWN && <p>And {counted(times.length - MOST_SHOWN, 'time')} more.</p>}
    </section>
  );
}
