import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SpanKindName, TraceSpan } from '@cortex/trace-testing/trace';
import { spanOf } from './spans.ts';

/** A trace with its critical path from jaeger-ui. Times are in microseconds. */
export interface JaegerUiPath {
  name: string;
  spans: TraceSpan[];
  path: [spanId: string, begin: number, end: number][];
}

interface Recorded extends Omit<JaegerUiPath, 'spans'> {
  spans: [spanId: string, under: string, kind: SpanKindName, begin: number, end: number][];
}

/** Results of jaeger-ui c321fb32b for a recorded trace and for random ones, in which spans also begin before, end after or lie outside of their parents. */
export function jaegerUiPaths(): JaegerUiPath[] {
  const recorded: Recorded[] = JSON.parse(readFileSync(join(import.meta.dirname, 'jaeger-ui-paths.json'), 'utf8'));
  return recorded.map(({ name, spans, path }) => ({
    name,
    spans: spans.map(([id, under, kind, ...time]) => spanOf(id, time, { kind, ...(under !== '' && { under }) })),
    path,
  }));
}
