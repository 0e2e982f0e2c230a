import type { SpanNode } from '@cortex/trace-testing/trace';
import { Link } from '@tanstack/react-router';
import { useLookedAt } from '../../looked-at.ts';

const MOST = 100;

/** The spans that a span is linked to, in this trace or another. */
export function SpanLinks({ span: { links } }: { span: SpanNode }) {
  const { trace, select } = useLookedAt();
  if (links.length === 0) return null;
  return (
    <details open>
      <summary>
        Links <span className="quiet">{links.length}</span>
      </summary>
      <ul>
        {links.slice(0, MOST).map(({ traceId, spanId }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same link may be there twice
          <li key={index}>
            {traceId === trace.traceId ? (
              <>
                <button type="button" className="mono" onClick={() => select(spanId)}>
                  span {spanId}
                </button>{' '}
                of this trace
              </>
            ) : (
              <Link to="/trace/$traceId" params={{ traceId }} search={{ span: spanId }} className="mono">
                trace {traceId}, span {spanId}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {links.length > MOST && <p className="quiet">and {links.length - MOST} more</p>}
    </details>
  );
}
