import type { TracesAnswer } from '../../src/api/traces.ts';
import { narrowed } from '../../src/model/search/narrowed.ts';
import { Cut } from '../parts/cut.tsx';
import { Empty } from '../parts/states.tsx';
import { useTracesSearch } from './use-traces-search.ts';

/** Attributes that slow and failed traces have in common. A click searches for one. */
export function InCommon({ answer: { inCommon, chosen, others, traces } }: { answer: TracesAnswer }) {
  const { search, change } = useTracesSearch();
  const services = [...new Set(traces.flatMap(({ outline }) => outline.map(({ service }) => service)))];
  return (
    <section className="card" aria-labelledby="in-common">
      <h2 id="in-common">What the slow and failed ones have in common</h2>
      {inCommon.length === 0 && (
        <Empty>
          No attribute stands out among {chosen} slow or failed and {others} other traces.
        </Empty>
      )}
      <ul className="in-common">
        {inCommon.map((one) => (
          <li key={JSON.stringify([one.attribute, one.value])}>
            <button type="button" onClick={() => change(narrowed(search, one, services))}>
              <Cut text={`${one.attribute} = ${one.value}`} />
            </button>{' '}
            {one.chosen} of {chosen} slow or failed, {one.others} of {others} others
          </li>
        ))}
      </ul>
    </section>
  );
}
