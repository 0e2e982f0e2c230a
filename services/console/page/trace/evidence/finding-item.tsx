import type { SpanNode } from '@cortex/trace-testing/trace';
import { numberText } from '../../../src/model/format/number-text.ts';
import { duration, printable, shortened } from '../../../src/model/format/text.ts';
import type { Finding } from '../../../src/questions/explain-trace/finding.ts';
import { ColumnHeads } from '../../parts/column-heads.tsx';
import { MetricEvidence } from './metric-evidence.tsx';

const COLUMNS = ['Function', 'Place', { number: 'Self' }] as const;

const LONGEST_NAME = 60;

const TITLES: Record<Finding['kind'], string> = {
  injected_fault: 'Injected fault',
  open_circuit: 'Open circuit',
  unreachable: 'Unreachable',
  no_answer: 'No answer',
  error: 'Error',
  retries: 'Retries',
  wait: 'Waiting',
  query: 'Query',
  payload: 'Payload',
  cpu: 'CPU',
  event_loop: 'Event loop',
  slower_than_usual: 'Slower than usual',
  time: 'Time',
  warnings: 'Warnings',
  missing: 'Missing',
};

export interface FindingItemProps {
  finding: Finding;
  spans: ReadonlyMap<string, SpanNode>;
  select(spanId: string): void;
  /** Whether its evidence is expanded at first. */
  isOpen: boolean;
}

/** One finding with its numbers, and links to its evidence. */
export function FindingItem({ finding, spans, select, isOpen }: FindingItemProps) {
  const { kind, summary, share, numbers = {}, evidence } = finding;
  const figures = Object.entries(numbers);
  const hasMore = figures.length > 0 || [evidence.logs, evidence.functions, evidence.metric].some(Boolean);
  return (
    <li className="finding">
      {kind !== 'missing' && <strong className="finding-kind">{TITLES[kind]}</strong>} <span>{printable(summary)}</span>
      {share !== undefined && <span className="quiet"> {Math.round(share * 100)} % of the time.</span>}
      <SpanButtons ids={evidence.spans ?? []} {...{ spans, select }} />
      {hasMore && (
        <details open={isOpen}>
          <summary>Evidence</summary>
          {figures.length > 0 && (
            <p className="quiet">{figures.map(([name, value]) => numberText(name, value)).join(' · ')}</p>
          )}
          {evidence.functions && <Functions functions={evidence.functions} />}
          {evidence.logs && (
            <ul className="mono finding-lines">
              {evidence.logs.map((line) => (
                <li key={line}>{printable(line)}</li>
              ))}
            </ul>
          )}
          {evidence.metric && <MetricEvidence metric={evidence.metric} />}
        </details>
      )}
    </li>
  );
}

function SpanButtons({ ids, spans, select }: { ids: string[] } & Pick<FindingItemProps, 'spans' | 'select'>) {
  const known = ids.map((id) => spans.get(id)).filter((span) => span !== undefined);
  if (known.length === 0) return null;
  return (
    <span className="finding-spans">
      {known.map((span) => (
        <button
          key={span.spanId}
          type="button"
          title={`${printable(span.service)} ${printable(span.name)}`}
          onClick={() => select(span.spanId)}
        >
          Show {shortened(printable(`${span.service} ${span.name}`), LONGEST_NAME)} (
          {duration(span.durationMicroseconds / 1000)})
        </button>
      ))}
    </span>
  );
}

function Functions({ functions }: { functions: NonNullable<Finding['evidence']['functions']> }) {
  return (
    <table>
      <ColumnHeads columns={COLUMNS} />
      <tbody>
        {functions.map(({ name, place, milliseconds }) => (
          <tr key={`${name} ${place}`}>
            <td className="mono">{printable(name)}</td>
            <td className="mono place">{printable(place)}</td>
            <td className="number">{duration(milliseconds)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
