import type { SpanNode } from '@cortex/trace-testing/trace';
import { useState } from 'react';
import { exactMoment } from '../../../../src/model/format/moment-text.ts';
import { cut, fineDuration } from '../../../../src/model/format/text.ts';
import { AttributeTable } from './attribute-table.tsx';

const MOST = 100;
const LONGEST_NAME = 200;

/** The events of a span, with their offset from the begin of the trace. */
export function SpanEvents({ span: { events }, begin }: { span: SpanNode; begin: number }) {
  const [most, setMost] = useState(MOST);
  if (events.length === 0) return null;
  return (
    <details open>
      <summary>
        Events <span className="quiet">{events.length}</span>
      </summary>
      <ol className="events">
        {events.slice(0, most).map(({ name, timeMicroseconds, attributes }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events have no ids
          <li key={index}>
            <span className="number quiet" title={exactMoment(timeMicroseconds / 1000)}>
              {fineDuration(timeMicroseconds - begin)}
            </span>{' '}
            {cut(name, LONGEST_NAME)}
            <AttributeTable title="Attributes" attributes={attributes} isOpen={events.length === 1} />
          </li>
        ))}
      </ol>
      {events.length > most && (
        <button type="button" onClick={() => setMost(most + MOST)}>
          Show more
        </button>
      )}
    </details>
  );
}
