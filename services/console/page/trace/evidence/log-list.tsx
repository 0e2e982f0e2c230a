import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { exactMoment } from '../../../src/model/format/moment-text.ts';
import { duration, printable, shortened, textOf } from '../../../src/model/format/text.ts';
import type { LogEntry, LogKind } from '../../../src/model/logs/trace-log.ts';
import { Level } from '../../parts/level.tsx';
import { useLookedAt } from '../looked-at.ts';
import { ServiceMark } from '../service-mark.tsx';

const ROW_PIXELS = 30;
const LONGEST_TEXT = 500;
const LONGEST_TITLE = 2000;
const KINDS: Record<LogKind, string> = { span: 'begin', event: 'event', line: 'log' };

export interface LogListProps {
  entries: readonly LogEntry[];
  /** The begin of the trace, in microseconds since the epoch. */
  begin: number;
}

/** A virtual list of log entries. A click selects the span of an entry. */
export function LogList({ entries, begin }: LogListProps) {
  const { selected, select } = useLookedAt();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 12,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="log-scroller" ref={scroller} tabIndex={0} aria-label="Entries">
      <ol style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const entry = entries[index] as LogEntry;
          const { kind, at, service, level, text, spanId } = entry;
          return (
            <li
              key={key}
              data-index={index}
              ref={rows.measureElement}
              aria-setsize={entries.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <button
                type="button"
                className="log-row"
                disabled={spanId === undefined}
                aria-current={spanId !== undefined && spanId === selected ? 'true' : undefined}
                title={titleOf(entry)}
                onClick={() => spanId !== undefined && select(spanId)}
              >
                <span className="number">+{duration((at - begin) / 1000)}</span>
                <span className="quiet">{KINDS[kind]}</span>
                <ServiceMark service={service} />
                <Level level={level} />
                <span className="log-text">
                  {shortened(printable(text), LONGEST_TEXT)}
                  {kind === 'event' && <span className="quiet"> {saidOf(entry)}</span>}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** The attributes of an event as text. */
function saidOf({ fields }: LogEntry): string {
  const said = Object.entries(fields).map(([name, value]) => `${name}=${textOf(rounded(value))}`);
  return shortened(printable(said.join(' ')), LONGEST_TEXT);
}

const rounded = (value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value);

function titleOf({ at, text, fields }: LogEntry): string {
  const texts = Object.entries(fields).map(([name, value]) => `${printable(name)}: ${printable(textOf(value))}`);
  return shortened([exactMoment(at / 1000) ?? '', printable(text), ...texts].join('\n'), LONGEST_TITLE);
}
