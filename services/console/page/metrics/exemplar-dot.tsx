import { Link } from '@tanstack/react-router';
import { amountText } from '../../src/model/amount-text.ts';
import type { TracedValue } from '../../src/questions/metrics-over-time.ts';

/** Leads to the trace of a value. The table below has the same links for the keyboard. */
export function ExemplarDot({ dot: { traceId, spanId, value, at } }: { dot: TracedValue }) {
  return (
    <Link
      to="/trace/$traceId"
      params={{ traceId }}
      search={{ span: spanId }}
      className="exemplar-dot"
      tabIndex={-1}
      aria-hidden="true"
      preload={false}
      draggable={false}
      title={`${amountText(value)} at ${new Date(at).toLocaleTimeString()}: open the trace`}
    >
      ◆
    </Link>
  );
}
