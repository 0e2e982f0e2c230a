import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { factsOf } from '../../src/model/logs/facts.ts';
import type { LoggedLine } from '../../src/model/logs/trace-log.ts';
import { LineText } from './line-text.tsx';
import { OpenLine } from './open-line.tsx';

const ID = /^[0-9a-f]{1,32}$/;

export interface LogLineProps {
  line: LoggedLine;
  isOpen: boolean;
  onToggle(): void;
}

/** A line with a link to its trace; all of its fields once it is open. */
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
