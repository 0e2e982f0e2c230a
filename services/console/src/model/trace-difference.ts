import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { selfTime } from './span-times.ts';

/** What the spans of one operation did in each of two traces. */
export interface OperationDifference {
  service: string;
  name: string;
  countBefore: number;
  countAfter: number;
  /** Without their children. */
  selfMillisecondsBefore: number;
  selfMillisecondsAfter: number;
}

/** How a trace differs from an earlier one, by operation; what changed most comes first. */
export function traceDifference(before: Trace, after: Trace): OperationDifference[] {
  const [was, is] = [byOperation(before), byOperation(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((key) => difference(was.get(key) ?? [], is.get(key) ?? []))
    .sort((a, b) => changeOf(b) - changeOf(a));
}

function byOperation({ spans }: Trace): Map<string, SpanNode[]> {
  return Map.groupBy(spans, ({ service, name }) => JSON.stringify([service, name]));
}

function difference(before: SpanNode[], after: SpanNode[]): OperationDifference {
  const [{ service, name }] = [...after, ...before] as [SpanNode];
  return {
    service,
    name,
    countBefore: before.length,
    countAfter: after.length,
    selfMillisecondsBefore: selfOf(before),
    selfMillisecondsAfter: selfOf(after),
  };
}

const selfOf = (spans: SpanNode[]): number => spans.reduce((sum, span) => sum + selfTime(span), 0) / 1000;

function changeOf({ selfMillisecondsBefore, selfMillisecondsAfter }: OperationDifference): number {
  return Math.abs(selfMillisecondsAfter - selfMillisecondsBefore);
}
