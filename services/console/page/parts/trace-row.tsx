import { Link } from '@tanstack/react-router';
import { duration } from '../../src/model/format/text.ts';
import type { ServicePaint } from '../../src/model/services/colours.ts';
import type { FoundTrace } from '../../src/questions/find-traces.ts';
import { Cut } from './cut.tsx';
import { MiniTimeline } from './mini-timeline.tsx';
import { Moment } from './moment.tsx';

export interface TraceRowProps {
  trace: FoundTrace;
  colours: ReadonlyMap<string, ServicePaint>;
  isFresh: boolean;
}

export function TraceRow({ trace, colours, isFresh }: TraceRowProps) {
  const { traceId, service, operation, milliseconds, failures, failed, errorType, tools, begin } = trace;
  const { spans, unreadSpans, services } = trace;
  return (
    <tr className={isFresh ? 'fresh' : undefined}>
      <td>
        {isFresh && <strong className="fresh-mark">new </strong>}
        <Link to="/trace/$traceId" params={{ traceId }}>
          <Cut text={operation || '(no name)'} />
        </Link>{' '}
        <span className="quiet">
          <Cut text={service} most={40} />
        </span>
      </td>
      <td className="wide">
        <MiniTimeline trace={trace} colours={colours} />
      </td>
      <td className="number">{duration(milliseconds)}</td>
      <td className="number">
        {failures === 0 ? (
          <span className="quiet">none</span>
        ) : (
          <span className={failed ? 'failed' : 'warned'}>
            {failed ? '✖ failed' : failures} <Cut text={errorType ?? ''} most={24} />
          </span>
        )}
      </td>
      <td className="number wide">
        {spans.toLocaleString('en')}
        {unreadSpans > 0 && (
          <span
            className="quiet"
            title="The rest of this row describes the spans that were read. Open the trace for all of them."
          >
            {' '}
            ({(spans - unreadSpans).toLocaleString('en')} read)
          </span>
        )}
      </td>
      <td className="number wide">{services}</td>
      <td className="wide">
        <Cut text={tools.join(', ')} most={40} />
      </td>
      <td className="begin">
        <Moment at={begin} />
      </td>
    </tr>
  );
}
