import { useState } from 'react';
import type { AroundAnswer } from '../../src/api/logs.ts';
import { around } from '../../src/model/links/time-shown.ts';
import { keyOf } from '../../src/model/logs/facts.ts';
import type { LoggedLine } from '../../src/model/logs/trace-log.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Cut } from '../parts/cut.tsx';
import { SignalLinks } from '../parts/signal-links.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { LineText } from './line-text.tsx';
import { useLogsSearch, withCondition } from './use-logs-search.ts';

/** Longer values have been cut, so that a filter by them would match no line. */
const LONGEST_WHOLE = 400;
const LONGEST_SHOWN = 1000;

/** All fields of a line, each with filters, and the lines that its process logged before and after. */
export function OpenLine({ line }: { line: LoggedLine }) {
  const [isAround, setAround] = useState(false);
  const at = Date.parse(line.time);
  return (
    <div className="log-open">
      <p>
        Around this time: <SignalLinks of={{ service: line.service, time: around(at, at) }} besides="logs" />
      </p>
      <table>
        <caption className="unseen">Fields</caption>
        <tbody>
          {Object.entries(line.fields).map(([field, value]) => (
            <FieldRow key={field} field={field} value={value} />
          ))}
        </tbody>
      </table>
      <button type="button" aria-expanded={isAround} onClick={() => setAround(!isAround)}>
        Before and after, in the same process
      </button>
      {isAround && <Around line={line} />}
    </div>
  );
}

function FieldRow({ field, value }: { field: string; value: string }) {
  const { search, change } = useLogsSearch();
  const filter = (not?: true) =>
    change({ where: withCondition(search.where, { field, value, ...(not && { not }) }), line: undefined });
  const name = <Cut text={field} most={60} />;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="log-value">
        <Cut text={value} most={LONGEST_SHOWN} />
      </td>
      <td className="number">
        {value.length <= LONGEST_WHOLE && (
          <>
            <button type="button" onClick={() => filter()}>
              only<span className="unseen"> lines with this {name}</span>
            </button>{' '}
            <button type="button" onClick={() => filter(true)}>
              without<span className="unseen"> lines with this {name}</span>
            </button>
          </>
        )}
      </td>
    </tr>
  );
}

function Around({ line }: { line: LoggedLine }) {
  const { time, service, fields } = line;
  const result = useAnswer<AroundAnswer>('/api/logs/around', {
    time,
    service,
    instance: fields['service.instance.id'],
  });
  const own = keyOf(line);
  return (
    <Answered result={result} what="the lines around it">
      {({ lines }) =>
        lines.length === 0 ? (
          <Empty>The process logged nothing else.</Empty>
        ) : (
          <ol className="log-around" aria-label="Lines around it, the newest first">
            {lines.map((one) => (
              <li key={keyOf(one)} aria-current={keyOf(one) === own ? 'true' : undefined}>
                <LineText line={one} />
              </li>
            ))}
          </ol>
        )
      }
    </Answered>
  );
}
