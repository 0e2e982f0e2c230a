import { ATTR_WAIT_DURATION, ATTR_WAIT_REASON, ATTR_WAIT_TARGET, SPAN_EVENT_WAIT } from '@cortex/signals/contract';
import type { SpanNode } from '@cortex/trace-testing/trace';
import { counted, duration, shortName } from '../../../model/format/text.ts';
import { amountOf } from '../../../model/spans/amount-of.ts';
import { type Interval, overlap } from '../../../model/spans/interval.ts';
import type { Candidate } from '../finding.ts';
import type { View } from '../view.ts';

interface Wait extends Interval {
  span: SpanNode;
  reason: string;
  target: string;
}

/** The texts for reasons of the contract that do not explain themselves. */
const REASONS: Record<string, string> = {
  slot: 'a slot',
  connection: 'a connection',
  backoff: 'the pause before the next attempt',
  worker: 'a worker',
  room: 'room in the queue',
  batch: 'the batch to begin',
  shared_work: 'work that another request had begun',
  reader: 'the reader of the stream',
};

/** A wait outside of the critical path may have delayed others, but not this request. */
const OFF_PATH_WEIGHT = 0.2;

/** Waits, grouped by reason and service. */
export function waits(view: View): Candidate[] {
  const groups = Map.groupBy(view.trace.spans.flatMap(waitsOf), ({ span, reason, target }) =>
    JSON.stringify([span.service, reason, target]),
  );
  return [...groups.values()].map((group) => toFinding(group, view));
}

/** The waits of a span, each of which ends at its event. */
function waitsOf(span: SpanNode): Wait[] {
  return span.events
    .filter(({ name }) => name === SPAN_EVENT_WAIT)
    .map(({ timeMicroseconds: end, attributes }) => ({
      span,
      begin: end - (amountOf(attributes, ATTR_WAIT_DURATION) ?? 0) * 1e6,
      end,
      reason: String(attributes[ATTR_WAIT_REASON] ?? 'something'),
      target: String(attributes[ATTR_WAIT_TARGET] ?? ''),
    }));
}

function toFinding(group: Wait[], view: View): Candidate {
  const [{ span, reason, target }] = group as [Wait];
  const total = sum(group.map(({ begin, end }) => end - begin)) / 1000;
  const milliseconds = Math.min(total, sum(group.map((wait) => onPath(wait, view))) / 1000);
  const what = REASONS[reason] ?? shortName(reason);
  const whose = target === '' ? '' : ` of ${shortName(target)}`;
  const times = group.length === 1 ? '' : ` in ${counted(group.length, 'wait')}`;
  return {
    kind: 'wait',
    summary: `${shortName(span.service)} waited ${duration(total)} for ${what}${whose}${times}.`,
    service: span.service,
    operation: span.name,
    milliseconds,
    numbers: { waits: group.length, waitedMilliseconds: total },
    evidence: { spans: group.map((wait) => wait.span.spanId) },
    weight: Math.max(milliseconds, total * OFF_PATH_WEIGHT),
  };
}

function onPath({ span, ...wait }: Wait, { sectionsOf }: View): number {
  return sum((sectionsOf.get(span) ?? []).map((section) => overlap(section, wait)));
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
