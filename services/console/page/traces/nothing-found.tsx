import type { TracesAnswer } from '../../src/api/traces.ts';
import { NoData } from '../parts/no-data.tsx';
import { Empty } from '../parts/states.tsx';
import { type Search, useTracesSearch } from './use-traces-search.ts';

const NO_CONDITIONS = {
  service: undefined,
  operation: undefined,
  tool: undefined,
  where: undefined,
  min: undefined,
  max: undefined,
  failed: undefined,
} satisfies Search;

export function NothingFound({ answer }: { answer: TracesAnswer }) {
  const { search, change } = useTracesSearch();
  if (answer.asked === 0) return <NoData what="Jaeger has no trace of any service yet." />;
  const conditions = Object.keys(NO_CONDITIONS).filter((name) => search[name as keyof Search] !== undefined);
  return (
    <Empty>
      No trace matches. A trace shows up some seconds after its request.{' '}
      {conditions.length > 0 && (
        <button type="button" onClick={() => change(NO_CONDITIONS)}>
          Remove the conditions
        </button>
      )}{' '}
      <button type="button" onClick={() => change({ from: undefined, to: undefined, last: '24h' })}>
        Look at the last 24 hours
      </button>
    </Empty>
  );
}
