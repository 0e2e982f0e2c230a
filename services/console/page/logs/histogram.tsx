import { type KeyboardEvent, useRef, useState } from 'react';
import type { LogHistogramAnswer } from '../../src/api/logs.ts';
import { exactMoment, momentText } from '../../src/model/format/moment-text.ts';
import { counted } from '../../src/model/format/text.ts';
import type { LogBar } from '../../src/questions/logs/log-histogram.ts';
import { useLogsSearch } from './use-logs-search.ts';

/** From bottom to top. */
const LEVELS = ['other', 'debug', 'info', 'warn', 'error'] as const;
const MOVES: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** The number of matching lines over time, by level. A bar narrows the time range to its own. */
export function Histogram({ histogram: { bars, stepMilliseconds, total } }: { histogram: LogHistogramAnswer }) {
  const { search, change } = useLogsSearch();
  const row = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const focusable = Math.min(current, bars.length - 1);
  const highest = Math.max(1, ...bars.map(sumOf));
  const move = (event: KeyboardEvent) => {
    const by = MOVES[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(bars.length - 1, focusable + by));
    setCurrent(next);
    (row.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <section className="card" aria-label="Lines over time">
      <p className="quiet log-sum" role="status">
        {counted(total, 'line')}
        {search.from !== undefined && (
          <>
            {' '}
            <button type="button" onClick={() => change({ from: undefined, to: undefined })}>
              Show the whole time
            </button>
          </>
        )}
      </p>
      <div className="log-bars" ref={row} role="toolbar" aria-label="Narrow the time" onKeyDown={move}>
        {bars.map((bar, index) => (
          <button
            key={bar.at}
            type="button"
            className="log-bar"
            tabIndex={index === focusable ? 0 : -1}
            aria-label={`${momentText(bar.at)}: ${saidOf(bar)}`}
            title={`${exactMoment(bar.at) ?? ''}\n${saidOf(bar)}`}
            onFocus={() => setCurrent(index)}
            onClick={() => change({ from: bar.at, to: bar.at + stepMilliseconds, last: undefined, live: undefined })}
          >
            {LEVELS.map((level) => (
              <span
                key={level}
                className={`log-part log-part-${level}`}
                style={{ height: `${(bar.counts[level] / highest) * 100}%` }}
              />
            ))}
          </button>
        ))}
      </div>
      <p className="quiet log-legend">
        <span className="log-key log-part-error" /> error (striped) <span className="log-key log-part-warn" /> warning{' '}
        <span className="log-key log-part-info" /> info <span className="log-key log-part-debug" /> debug and others
      </p>
    </section>
  );
}

const sumOf = ({ counts }: LogBar): number => LEVELS.reduce((sum, level) => sum + counts[level], 0);

function saidOf(bar: LogBar): string {
  const { error, warn } = bar.counts;
  const worse = [error > 0 && counted(error, 'error'), warn > 0 && counted(warn, 'warning')].filter(Boolean);
  return [counted(sumOf(bar), 'line'), ...worse].join(', ');
}
