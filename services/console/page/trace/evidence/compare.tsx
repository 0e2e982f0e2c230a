import './evidence.css';
import type { Trace } from '@cortex/trace-testing/trace';
import { useMemo } from 'react';
import type { ComparisonAnswer } from '../../../src/api/comparison.ts';
import type { TraceAnswer } from '../../../src/api/trace.ts';
import { compared } from '../../../src/model/trace/comparison.ts';
import { unpacked } from '../../../src/model/trace/packed.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Answered, Empty } from '../../parts/states.tsx';
import { useLookedAt } from '../looked-at.ts';
import { useTraceSearch } from '../use-trace-search.ts';
import { CompareWith } from './compare-with.tsx';
import { Comparison } from './comparison.tsx';
import { useTracesOfFiles } from './traces-of-files.ts';

const MOST_OPERATIONS = 1000;

/** The difference to another trace, or to the usual one of the same root. */
export function Compare() {
  const { trace } = useLookedAt();
  const ofFiles = useTracesOfFiles(trace);
  return (
    <section aria-label="Comparison">
      <CompareWith ofFiles={ofFiles} />
      <Result ofFiles={ofFiles} />
    </section>
  );
}

function Result({ ofFiles }: { ofFiles: readonly Trace[] }) {
  const { isStored } = useLookedAt();
  const { with: id } = useTraceSearch().search;
  const other = ofFiles.find(({ traceId }) => traceId === id);
  if (other !== undefined) return <ComparedHere before={other} isStored={false} />;
  if (isStored) return <ComparedThere id={id} />;
  if (id !== undefined) return <ComparedWithStored id={id} />;
  return (
    <Empty>
      Choose what to compare this trace with: a stored trace by its id, or one from a file. Only stored traces can be
      compared with the usual one.
    </Empty>
  );
}

/** Both traces are stored: the console's server compares them. */
function ComparedThere({ id }: { id: string | undefined }) {
  const { trace } = useLookedAt();
  const result = useAnswer<ComparisonAnswer>(`/api/traces/${trace.traceId}/comparison`, { with: id });
  return (
    <Answered result={result} what="the comparison">
      {(answer) => <Comparison comparison={answer} among={answer.among} isStored />}
    </Answered>
  );
}

/** The trace on the page is from a file: the browser compares it. */
function ComparedWithStored({ id }: { id: string }) {
  const result = useAnswer<TraceAnswer>(`/api/traces/${id}`);
  return (
    <Answered result={result} what="the trace to compare with">
      {(answer) => <Unpacked answer={answer} />}
    </Answered>
  );
}

function Unpacked({ answer }: { answer: TraceAnswer }) {
  const before = useMemo(() => unpacked(answer), [answer]);
  return before === undefined ? <Empty>That trace has no spans.</Empty> : <ComparedHere before={before} isStored />;
}

function ComparedHere({ before, isStored }: { before: Trace; isStored: boolean }) {
  const { trace } = useLookedAt();
  const comparison = useMemo(() => compared(before, trace, MOST_OPERATIONS), [before, trace]);
  return <Comparison {...{ comparison, isStored }} />;
}
