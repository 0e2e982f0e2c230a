import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { TraceAnswer } from '../../src/api/trace.ts';
import { unpacked } from '../../src/model/trace/packed.ts';
import { useAnswer } from '../api/use-answer.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { traceAddress } from './addresses.ts';
import { Explanation } from './evidence/explanation.tsx';
import { TraceView } from './trace-view.tsx';

/** A trace from the trace store. */
export function TracePage() {
  const { traceId } = useParams({ from: '/trace/$traceId' });
  const result = useAnswer<TraceAnswer>(traceAddress(traceId));
  return (
    <>
      {result.data === undefined && (
        <>
          <PageTitle of={`Trace ${traceId}`} />
          <h1>Trace</h1>
        </>
      )}
      <Answered result={result} what="the trace">
        {(answer) => <KnownTrace key={answer.traceId} answer={answer} />}
      </Answered>
      {result.error !== null && (
        <div>
          <button type="button" onClick={() => result.refetch()}>
            Try again
          </button>
        </div>
      )}
    </>
  );
}

function KnownTrace({ answer }: { answer: TraceAnswer }) {
  const trace = useMemo(() => unpacked(answer), [answer]);
  if (trace === undefined) return <Empty>The trace has no spans.</Empty>;
  return (
    <TraceView trace={trace} jaegerJson={answer.jaegerJson}>
      <Explanation />
    </TraceView>
  );
}
