import type { TraceSpan } from '@cortex/trace-testing/trace';
import { HTTP_STATUS } from './attributes.ts';

export function isFailed({ status, attributes }: TraceSpan): boolean {
  return status === 'ERROR' || Number(attributes[HTTP_STATUS] ?? 0) >= 500;
}
