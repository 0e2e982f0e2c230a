import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { duration } from '../../src/model/format/text.ts';
import { factsOf } from '../../src/model/logs/facts.ts';
import type { LoggedLine } from '../../src/model/logs/trace-log.ts';
import { Cut } from '../parts/cut.tsx';
import { Level } from '../parts/level.tsx';
import { Moment } from '../parts/moment.tsx';
import { OpenLine } from './open-line.tsx';

const LONGEST_MESSAGE = 300;
const ID = /^[0-9a-f]{1,32}$/;

export interface LogLineProps {
  line: LoggedLine;
  isOpen: boolean;
  onToggle(): void;
}

/** The message of a line with its route, duration and cause; all of its fields once it is open. */
export function LogLine({ line, isOpen, onToggle }: LogLineProps) {
  const id = useId();
  const { traceId } = factsOf(line);
  return (
    <li>
      <div className="log-line">
        <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
          {isOpen ? '▾' : '▸'} <span className="unseen">Fields of the line</span>
        </button>
        <LineText line={line} />
        {traceId !== undefined && ID.test(traceId) && (
          <Link to="/trace/$traceId" params={{ traceId }} search={{ span: line.spanId }}>
            trace<span className="unseen"> {traceId}</span>
          </Link>
        )}
      </div>
      <div id={id}>{isOpen && <OpenLine line={line} />}</div>
    </li>
  );
}

export function LineText({ line }: { line: LoggedLine }) {
  const { route, status, milliseconds, cause } = factsOf(line);
  return (
    <span className="log-said">
      <Moment at={Date.parse(line.time)} /> <Level level={line.severity} />{' '}
      <span className="quiet">
        <Cut text={line.service || '(no service)'} most={40} />
      </span>{' '}
      <Cut text={line.message || '(no message)'} most={LONGEST_MESSAGE} />
      {cause !== undefined && (
        <>
          : <Cut text={cause} most={LONGEST_MESSAGE} />
        </>
      )}{' '}
      <span className="quiet">
        {route !== undefined && <Cut text={route} most={60} />}{' '}
        {status !== undefined && <Cut text={status} most={12} />} {milliseconds !== undefined && duration(milliseconds)}
      </span>
    </span>
  );
}
