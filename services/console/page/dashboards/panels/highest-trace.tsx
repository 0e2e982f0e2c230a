import { Link } from '@tanstack/react-router';
import type { TracedValue } from '../../../src/questions/metrics-over-time.ts';

export interface HighestTraceProps {
  /** The highest values first. */
  exemplars: readonly TracedValue[];
  textOf(value: number): string;
}

/** Links to the trace of the highest exemplar. Unlike the dots, the keyboard can reach it. */
export function HighestTrace({ exemplars: [highest], textOf }: HighestTraceProps) {
  if (highest === undefined) return null;
  const { traceId, spanId, value } = highest;
  return (
    <Link to="/trace/$traceId" params={{ traceId }} search={{ span: spanId }} preload={false}>
      ◆ trace of the highest, {textOf(value)}
    </Link>
  );
}
