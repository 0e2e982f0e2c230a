// biome-ignore-all lint/a11y/useSemanticElements: the rows of a table cannot be positioned freely, as a virtual list needs
// biome-ignore-all lint/a11y/useFocusableInteractive: the tree has the focus and names its active row
import { counted, fineDuration } from '../../../src/model/format/text.ts';
import { isFailedAttempt, type McpAttempt } from '../../../src/model/mcp-calls/hops.ts';
import { type Interval, totalOf } from '../../../src/model/spans/interval.ts';
import { intervalOf } from '../../../src/model/spans/times.ts';
import type { Row } from '../../../src/model/waterfall/rows.ts';
import { stretchesOf, stretchOf } from '../../../src/model/waterfall/stretches.ts';
import { serviceColour, servicePattern } from '../../parts/service-paint.tsx';
import { useLookedAt } from '../looked-at.ts';
import './bar.css';

export interface BarProps {
  row: Row;
  shown: Interval;
  /** The begin of the trace. */
  begin: number;
}

/** A row on the time axis: bars of its spans, the critical path below them, its events as ticks. */
export function Bar({ row, shown, begin }: BarProps) {
  const { colours } = useLookedAt();
  const events = row.spans
    .flatMap(({ events }) => events.map(({ timeMicroseconds: at }) => ({ begin: at, end: at })))
    .sort((a, b) => a.begin - b.begin);
  return (
    <span role="gridcell" className="bar-cell" title={titleOf(row, { begin, events: events.length })}>
      <span className="unseen">from {fineDuration(row.interval.begin - begin)} on</span>
      {partsOf(row).map(({ interval, service, className }, index) => {
        const stretch = stretchOf(interval, shown);
        if (stretch === undefined) return null;
        const isInstant = interval.end === interval.begin;
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: ids may be there twice
            key={index}
            className={`bar ${className} ${servicePattern(colours.get(service))} ${isInstant ? 'is-instant' : ''}`}
            style={{
              left: `${stretch.left * 100}%`,
              width: isInstant ? undefined : `${stretch.width * 100}%`,
              backgroundColor: serviceColour(colours.get(service)),
            }}
          />
        );
      })}
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        <path className="bar-path" d={lines(row.path, shown)} />
        <path className="bar-events" d={events.length === 0 ? '' : ticks(events, shown)} />
      </svg>
    </span>
  );
}

interface Part {
  interval: Interval;
  service: string;
  className: string;
}

/** The parts of an MCP call are its attempts: the client's time, and the server's within it. */
function partsOf({ span, hop, interval, isFailed }: Row): Part[] {
  if (hop === undefined) return [{ interval, service: span.service, className: failedClass(isFailed) }];
  return hop.attempts.flatMap((attempt) => partsOfAttempt(attempt));
}

function partsOfAttempt(attempt: McpAttempt): Part[] {
  const { client, server } = attempt;
  const failed = failedClass(isFailedAttempt(attempt));
  return [
    ...(client === undefined
      ? []
      : [{ interval: intervalOf(client), service: client.service, className: `is-client ${failed}` }]),
    ...(server === undefined
      ? []
      : [
          {
            interval: intervalOf(server),
            service: server.service,
            className: `is-server ${server.status === 'ERROR' ? failed : ''}`,
          },
        ]),
  ];
}

function failedClass(isFailed: boolean): string {
  return isFailed ? 'is-failed' : '';
}

function lines(path: readonly Interval[], shown: Interval): string {
  return stretchesOf(path, shown)
    .map(({ left, width }) => `M${left} 0.92h${Math.max(width, 0.001)}`)
    .join('');
}

function ticks(events: readonly Interval[], shown: Interval): string {
  return stretchesOf(events, shown)
    .map(({ left }) => `M${left} 0.2V0.8`)
    .join('');
}

function titleOf(row: Row, { begin, events }: { begin: number; events: number }) {
  const onPath = totalOf(row.path);
  return [
    `${fineDuration(row.interval.end - row.interval.begin)} from ${fineDuration(row.interval.begin - begin)} on`,
    `self ${fineDuration(row.selfMicroseconds)}`,
    onPath > 0 && `${fineDuration(onPath)} on the critical path`,
    events > 0 && counted(events, 'event'),
  ]
    .filter(Boolean)
    .join(', ');
}
