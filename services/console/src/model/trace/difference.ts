import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { selfTimesIn } from '../spans/times.ts';

/** The spans of one operation in each of two traces. */
export interface OperationDifference {
  service: string;
  name: string;
  countBefore: number;
  countAfter: number;
  /** Excludes the spans' children. */
  selfMillisecondsBefore: number;
  selfMillisecondsAfter: number;
}

/** Compares a trace with an earlier one, by operation; the largest changes come first. */
export function traceDifference(before: Trace, after: Trace): OperationDifference[] {
  const [was, is] = [byOperation(before), byOperation(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((key) => difference(was.get(key) ?? NONE, is.get(key) ?? NONE))
    .sort((a, b) => changeOf(b) - changeOf(a));
}

interface Operation {
  spans: readonly SpanNode[];
  selfMilliseconds: number;
}

const NONE: Operation = { spans: [], selfMilliseconds: 0 };

function byOperation({ spans }: Trace): Map<string, Operation> {
  const selfTime = selfTimesIn(spans);
  const groups = Map.groupBy(spans, ({ service, name }) => JSON.stringify([service, name]));
  const selfOf = (members: SpanNode[]) => members.reduce((sum, span) => sum + selfTime(span), 0) / 1000;
  return new Map([...groups].map(([key, members]) => [key, { spans: members, selfMilliseconds: selfOf(members) }]));
}

function difference(before: Operation, after: Operation): OperationDifference {
  const [{ service, name }] = (after.spans.length > 0 ? after : before).spans as [SpanNode];
  return {
    service,
    name,
    countBefore: before.spans.length,
    countAfter: after.spans.length,
    selfMillisecondsBefore: before.selfMilliseconds,
    selfMillisecondsAfter: after.selfMilliseconds,
  };
}

function changeOf({ selfMillisecondsBefore, selfMillisecondsAfter }: OperationDifference): number {
  return Math.abs(selfMillisecondsAfter - selfMillisecondsBefore);
}
