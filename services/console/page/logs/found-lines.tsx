import type { LogsAnswer } from '../../src/api/logs.ts';
import { counted } from '../../src/model/format/text.ts';
import { keyOf } from '../../src/model/logs/facts.ts';
import { NoData } from '../parts/no-data.tsx';
import { Empty } from '../parts/states.tsx';
import { LogLine } from './log-line.tsx';
import { useLogsSearch } from './use-logs-search.ts';

const NO_CONDITIONS = { query: undefined, service: undefined, level: undefined, trace: undefined, where: undefined };

/** The newest matching lines, and whether there are more. */
export function FoundLines({ answer: { lines, isCut } }: { answer: LogsAnswer }) {
  const { search, change } = useLogsSearch();
  if (lines.length === 0) return <NothingFound />;
  return (
    <section aria-label="Lines">
      <p className="quiet log-sum">
        {isCut ? `The newest ${counted(lines.length, 'line')}; a bar above narrows the time.` : 'Newest first.'}
      </p>
      <ol className="log-lines">
        {lines.map((line) => {
          const key = keyOf(line);
          const isOpen = key === search.line;
          return (
            <LogLine
              key={key}
              line={line}
              isOpen={isOpen}
              onToggle={() => change({ line: isOpen ? undefined : key })}
            />
          );
        })}
      </ol>
    </section>
  );
}

function NothingFound() {
  const { search, change } = useLogsSearch();
  const isNarrowed = Object.keys(NO_CONDITIONS).some(
    (name) => search[name as keyof typeof NO_CONDITIONS] !== undefined,
  );
  if (!isNarrowed) return <NoData what="There are no log lines in this time." />;
  return (
    <Empty>
      No line matches.{' '}
      <button type="button" onClick={() => change(NO_CONDITIONS)}>
        Remove the conditions
      </button>{' '}
      <button type="button" onClick={() => change({ from: undefined, to: undefined, last: '24h' })}>
        Look at the last 24 hours
      </button>
    </Empty>
  );
}
