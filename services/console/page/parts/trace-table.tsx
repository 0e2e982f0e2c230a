import { type KeyboardEvent, useMemo, useState } from 'react';
import { counted } from '../../src/model/format/text.ts';
import { serviceColours } from '../../src/model/services/colours.ts';
import type { FoundTrace } from '../../src/questions/find-traces.ts';
import { Cut } from './cut.tsx';
import { ServiceSquare } from './service-paint.tsx';
import { TraceRow } from './trace-row.tsx';
import './trace-table.css';

/** Enough to look through; more take noticeable time to draw. */
const SHOWN = 100;
const MOST_IN_LEGEND = 24;

export interface TraceTableProps {
  traces: readonly FoundTrace[];
  caption: string;
  /** The ids of the traces to mark as new. */
  fresh?: ReadonlySet<string> | undefined;
}

/** Traces with their figures. The arrow keys move between rows. */
export function TraceTable({ traces, caption, fresh }: TraceTableProps) {
  const [isWhole, setWhole] = useState(false);
  const colours = useMemo(
    () => serviceColours(traces.flatMap(({ outline }) => outline.map(({ service }) => service))),
    [traces],
  );
  const shown = isWhole ? traces : traces.slice(0, SHOWN);
  return (
    <section className="card" aria-label={caption}>
      <p className="legend">
        {[...colours].slice(0, MOST_IN_LEGEND).map(([service, paint]) => (
          <span key={service}>
            <ServiceSquare paint={paint} /> <Cut text={service} most={40} />
          </span>
        ))}
      </p>
      <table className="trace-table" onKeyDown={toNeighbour}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th>Request</th>
            <th className="wide">Services in time</th>
            <th className="number">Duration</th>
            <th className="number">Failures</th>
            <th className="number wide">Spans</th>
            <th className="number wide">Services</th>
            <th className="wide">Tool</th>
            <th>Begin</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((trace) => (
            <TraceRow
              key={trace.traceId}
              trace={trace}
              colours={colours}
              isFresh={fresh?.has(trace.traceId) ?? false}
            />
          ))}
        </tbody>
      </table>
      {shown.length < traces.length && (
        <button type="button" onClick={() => setWhole(true)}>
          Show all {counted(traces.length, 'trace')}
        </button>
      )}
    </section>
  );
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };

function toNeighbour(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody a')];
  const next = links[links.indexOf(document.activeElement as HTMLElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
