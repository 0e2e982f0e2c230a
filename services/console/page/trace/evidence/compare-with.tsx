import type { Trace } from '@cortex/trace-testing/trace';
import { duration, printable, shortened } from '../../../src/model/format/text.ts';
import { traceIdIn } from '../../../src/model/search/trace-id-in.ts';
import { traceSummary } from '../../../src/model/trace/summary.ts';
import { FileInput } from '../../file/file-input.tsx';
import { comparedFile, useOpened } from '../../file/opened.ts';
import { traceTitle } from '../../file/trace-title.ts';
import { Field } from '../../parts/field.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { useLookedAt } from '../looked-at.ts';
import { useTraceSearch } from '../use-trace-search.ts';
import { tracesIn } from './traces-of-files.ts';

const MOST_CHOICES = 500;
const LONGEST_TITLE = 60;

/** Selects the trace to compare with: one that is stored, or one from a file. */
export function CompareWith({ ofFiles }: { ofFiles: readonly Trace[] }) {
  const { isStored } = useLookedAt();
  const { search, change } = useTraceSearch();
  const { with: other } = search;
  const openFile = async (file: File) => {
    const [first] = tracesIn(await comparedFile.open(file));
    if (first !== undefined) change({ with: first.traceId });
  };
  return (
    <>
      <div className="filters">
        <Field
          label="Compare with"
          value={other}
          placeholder={isStored ? 'the usual one; or a trace id' : 'a trace id'}
          size={34}
          check={checkId}
          onCommit={(text) => change({ with: text && traceIdIn(text) })}
        />
        {ofFiles.length > 0 && <Choice {...{ ofFiles, other }} onChoose={(id) => change({ with: id })} />}
        <span className="field">
          <FileInput label="Open a file to compare with" onFile={openFile} />
        </span>
        {isStored && other !== undefined && (
          <button type="button" onClick={() => change({ with: undefined })}>
            The usual one
          </button>
        )}
      </div>
      <FileState />
    </>
  );
}

const checkId = (text: string) =>
  traceIdIn(text) === undefined ? 'expected a trace id of 32 hexadecimal digits' : undefined;

interface ChoiceProps {
  ofFiles: readonly Trace[];
  other: string | undefined;
  onChoose(traceId: string | undefined): void;
}

function Choice({ ofFiles, other, onChoose }: ChoiceProps) {
  return (
    <label className="field">
      Traces of open files
      <select
        value={ofFiles.some(({ traceId }) => traceId === other) ? other : ''}
        onChange={({ target }) => onChoose(target.value || undefined)}
      >
        <option value="">none of these</option>
        {ofFiles.slice(0, MOST_CHOICES).map((trace) => (
          <option key={trace.traceId} value={trace.traceId}>
            {shortened(printable(traceTitle(trace)), LONGEST_TITLE)}, {duration(traceSummary(trace).milliseconds)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Reports that the file is being read, or why it cannot be compared. */
function FileState() {
  const opened = useOpened(comparedFile);
  if (opened === undefined) return null;
  if (opened.error !== undefined) return <Failure error={opened.error} />;
  if (opened.content === undefined) return <Loading what={opened.name} />;
  return opened.content.kind === 'profile' ? (
    <Failure error={new Error('Expected a file with a trace. This one is a profile, which the File page shows.')} />
  ) : null;
}
