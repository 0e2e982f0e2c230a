import { useSearch } from '@tanstack/react-router';
import type { ServicesRedAnswer } from '../../src/api/overview.ts';
import { useAnswer } from '../api/use-answer.ts';
import { ColumnHeads } from '../parts/column-heads.tsx';
import { NoData } from '../parts/no-data.tsx';
import { Answered } from '../parts/states.tsx';
import { type RangeSearch, rangeQuery } from '../parts/time-range.ts';
import { REFRESH_MILLISECONDS } from './refresh.ts';
import { ServiceRow } from './service-row.tsx';

const COLUMNS = ['Service', 'Requests', 'Errors', '95 % within', 'Targets'];

/** Rate, errors and duration of each service's requests. Each number links to its traces. */
export function Services() {
  const search = useSearch({ strict: false }) as RangeSearch;
  const result = useAnswer<ServicesRedAnswer>('/api/overview/services', rangeQuery(search), {
    everyMilliseconds: REFRESH_MILLISECONDS,
  });
  return (
    <section className="card" aria-labelledby="services">
      <h2 id="services">Services</h2>
      <Answered result={result} what="what the services answered">
        {({ services, begin, end }) =>
          services.length === 0 ? (
            <NoData what="No service answered a request in this time." />
          ) : (
            <table className="red">
              <ColumnHeads columns={COLUMNS} />
              <tbody>
                {services.map((red) => (
                  <ServiceRow key={red.service} red={red} seconds={(end - begin) / 1000} />
                ))}
              </tbody>
            </table>
          )
        }
      </Answered>
    </section>
  );
}
