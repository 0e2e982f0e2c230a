import { ATTR_BATCH_SIZE, ATTR_ERROR_TYPE, ATTR_QUEUE } from '@cortex/signals/contract';
import { failSpan } from '@cortex/telemetry';
import { errorTypeOf } from '@cortex/telemetry/errors';
import { type Context, type Span, type Tracer, trace } from '@opentelemetry/api';
import { reasonOf } from '../errors/reason-of.ts';
import { isSampled } from './link-to-shared.ts';

/** The request of one item of a batch. */
export interface Member {
  context: Context;
  /** Runs work in the async context of this request. */
  run<Result>(work: () => Result): Result;
}

export interface BatchMembers {
  members: Member[];
  /** The member in whose trace the batch is. */
  leader: Member;
}

/** The first sampled member, so that the batch is recorded if any member is; otherwise the first. */
export function leaderOf<OfBatch extends Member>(members: [OfBatch, ...OfBatch[]]): OfBatch {
  return members.find(({ context }) => sampledSpan(context)) ?? members[0];
}

/** Runs shared work in the trace of the leader. With more than one member it gets a span of its own, linked to and from the spans of all others. */
export function inBatchTrace<Result>(
  queue: string,
  { members, leader }: BatchMembers,
  work: () => Promise<Result>,
): Promise<Result> {
  const own = sampledSpan(leader.context);
  if (members.length === 1 || own === undefined) return leader.run(work);
  const others = new Set(members.flatMap(({ context }) => sampledSpan(context) ?? []));
  others.delete(own);
  return leader.run(() => inSpan({ queue, size: members.length, others: [...others] }, work));
}

function sampledSpan(context: Context): Span | undefined {
  const span = trace.getSpan(context);
  return span && isSampled(span) ? span : undefined;
}

interface Batch {
  queue: string;
  size: number;
  others: Span[];
}

function inSpan<Result>({ queue, size, others }: Batch, work: () => Promise<Result>): Promise<Result> {
  const tracer: Tracer = trace.getTracer('@cortex/runtime');
  const links = others.map((span) => ({ context: span.spanContext() }));
  const attributes = { [ATTR_QUEUE]: queue, [ATTR_BATCH_SIZE]: size };
  return tracer.startActiveSpan(`batch ${queue}`, { attributes, links }, async (span) => {
    for (const other of others) if (other.isRecording()) other.addLink({ context: span.spanContext() });
    try {
      return await work();
    } catch (error) {
      span.setAttribute(ATTR_ERROR_TYPE, errorTypeOf(error));
      failSpan(span, reasonOf(error));
      throw error;
    } finally {
      span.end();
    }
  });
}
