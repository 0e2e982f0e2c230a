import { duration } from '../../src/model/format/text.ts';
import { factsOf } from '../../src/model/logs/facts.ts';
import type { LoggedLine } from '../../src/model/logs/trace-log.ts';
import { Cut } from '../parts/cut.tsx';
import { Level } from '../parts/level.tsx';
import { Moment } from '../parts/moment.tsx';

const LONGEST_MESSAGE = 300;

/** What a line says, with its time, level and service, and with route, status, duration and cause. */
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
