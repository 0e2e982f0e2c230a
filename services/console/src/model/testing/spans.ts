import { spanOf as anySpan } from '@cortex/test-support/spans';
import type { TraceSpan } from '@cortex/trace-testing/trace';

export { traceOf } from '@cortex/test-support/spans';

/** A span of an artificial trace, with times in microseconds. */
export function spanOf(
  spanId: string,
  [begin, end]: [number, number],
  { under, ...fields }: Partial<TraceSpan> & { under?: string } = {},
): TraceSpan {
  return anySpan({
    spanId,
    parentSpanId: under,
    service: 'shop',
    startMicroseconds: begin,
    durationMicroseconds: end - begin,
    ...fields,
  });
}
