import { useNavigate } from '@tanstack/react-router';
import type { TracesAnswer } from '../../src/api/traces.ts';
import { NotSearchedTimes } from '../parts/not-searched.tsx';
import { TraceTable } from '../parts/trace-table.tsx';
import { InCommon } from './in-common.tsx';
import { LookedThrough } from './looked-through.tsx';
import { NothingFound } from './nothing-found.tsx';
import { Scatter } from './scatter.tsx';
import { useFresh } from './use-fresh.ts';
import { useTracesSearch } from './use-traces-search.ts';

export interface FoundTracesProps {
  answer: TracesAnswer;
  /** Identifies the query that was answered. */
  question: string;
}

const WHOLE = { from: undefined, to: undefined, min: undefined, max: undefined };

export function FoundTraces({ answer, question }: FoundTracesProps) {
  const { search, change } = useTracesSearch();
  const navigate = useNavigate();
  const fresh = useFresh(answer.traces, question);
  const notSearched = <NotSearchedTimes times={answer.notSearched} conditions={search} />;
  if (answer.traces.length === 0)
    return (
      <>
        {notSearched}
        <NothingFound answer={answer} />
      </>
    );
  return (
    <>
      <LookedThrough answer={answer} />
      {notSearched}
      <Scatter
        traces={answer.traces}
        time={[answer.begin, answer.end]}
        onChoose={(part) => change({ ...part, last: undefined, live: undefined })}
        onOpen={(traceId) => navigate({ to: '/trace/$traceId', params: { traceId } })}
      />
      {search.from !== undefined && (
        <p className="marked">
          Only a part of the time is shown.{' '}
          <button type="button" onClick={() => change(WHOLE)}>
            Show all of it
          </button>
        </p>
      )}
      <InCommon answer={answer} />
      <TraceTable
        traces={answer.traces}
        caption={search.order === 'newest' || search.live ? 'Traces, the newest first' : 'Traces, the slowest first'}
        fresh={search.live ? fresh : undefined}
      />
    </>
  );
}
