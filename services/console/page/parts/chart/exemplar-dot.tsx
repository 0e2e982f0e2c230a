import { Link } from '@tanstack/react-router';
import { amountText } from '../../../src/model/format/amount-text.ts';
import type { TracedValue } from '../../../src/questions/metrics-over-time.ts';

export interface ExemplarDotProps {
  dot: TracedValue;
  textOf?(value: number): string;
}

/** Links to the trace of an exemplar. Dots overlap, so that whoever draws them adds links for the keyboard. */
export function ExemplarDot({ dot: { traceId, spanId, value, at }, textOf = amountText }: ExemplarDotProps) {
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
      title={`${textOf(value)} at ${new Date(at).toLocaleTimeString()}: open the trace`}
    >
      ◆
    </Link>
  );
}
