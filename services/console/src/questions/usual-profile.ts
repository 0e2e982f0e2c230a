import type { Backends } from '../backends/backends.ts';
import type { TypeName } from '../backends/profile-store.ts';
import { profiledSpans } from '../model/profile/profiled-spans.ts';
import { extentOf } from '../model/spans/times.ts';
import { type ChosenProfile, ofOperation, spanIn } from './chosen-profile.ts';
import { knownTrace } from './known-trace.ts';

const HOUR_MILLISECONDS = 3_600_000;

export interface UsualProfileQuestion {
  type: TypeName;
  traceId: string;
  spanId: string;
}

/** The work of other spans of the same operation within an hour of this one. @throws {QuestionError} when there are no such spans, or they have no samples */
export async function usualProfile(
  backends: Backends,
  { type, traceId, spanId }: UsualProfileQuestion,
): Promise<ChosenProfile> {
  const trace = await knownTrace(backends.jaeger, traceId);
  // A span within another one of the same request has the profile of that one.
  const { owner } = profiledSpans(trace, spanIn(trace, spanId));
  const { begin, end } = extentOf(trace.spans);
  return ofOperation(backends, {
    service: owner.service,
    operation: owner.name,
    type,
    begin: begin / 1000 - HOUR_MILLISECONDS,
    end: Math.min(Date.now(), end / 1000 + HOUR_MILLISECONDS),
    without: traceId,
  });
}
