import type { Trace } from '@cortex/trace-testing/trace';
import type { JaegerClient } from '../backends/jaeger/jaeger-client.ts';
import { extentOf } from '../model/spans/times.ts';
import { worksOf } from '../model/trace/requests.ts';
import { knownTrace } from './known-trace.ts';
import { notSearchedText } from './not-searched-text.ts';
import { QuestionError } from './question-error.ts';

const HOUR_MICROSECONDS = 3_600e6;
const MOST_TRACES = 20;

export interface UsualTrace {
  trace: Trace;
  /** The number of traces with the same root around the same time. */
  among: number;
}

/**
 * The trace whose duration is closest to the median of those with the same root within an hour.
 * @throws {QuestionError} when there is no other
 */
export async function usualTrace(jaeger: JaegerClient, trace: Trace): Promise<UsualTrace> {
  const root = worksOf(trace)[0]?.root;
  if (root === undefined) throw new QuestionError(`Trace ${trace.traceId} has no root to compare by.`);
  const { service, name: operation, startMicroseconds } = root;
  const [begin, end] = [startMicroseconds - HOUR_MICROSECONDS, startMicroseconds + HOUR_MICROSECONDS];
  const { found, notSearched } = await jaeger.find({ service, operation, begin, end, limit: MOST_TRACES + 1 });
  const others = found
    .filter(({ trace: one }) => one.traceId !== trace.traceId && isOf(one, { service, operation }))
    .map((one) => ({ ...one, took: tookOf(one.trace) }))
    .sort((a, b) => a.took - b.took);
  const usual = others[Math.floor((others.length - 1) / 2)];
  if (usual !== undefined) {
    const whole = usual.unread === 0 ? usual.trace : await knownTrace(jaeger, usual.trace.traceId);
    return { trace: whole, among: others.length };
  }
  throw new QuestionError(
    [
      `There is no other trace of ${service} ${operation} within an hour of this one.`,
      ...notSearchedText(notSearched),
      'Name the trace to compare with by its id.',
    ].join(' '),
  );
}

function isOf(trace: Trace, { service, operation }: { service: string; operation: string }): boolean {
  const root = worksOf(trace)[0]?.root;
  return root?.service === service && root.name === operation;
}

function tookOf({ spans }: Trace): number {
  const { begin, end } = extentOf(spans);
  return end - begin;
}
