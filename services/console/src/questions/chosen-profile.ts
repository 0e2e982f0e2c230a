import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import type { Backends } from '../backends/backends.ts';
import type { MergedProfile, ProfileStoreClient, TypeName } from '../backends/profile-store.ts';
import { profiledSpans } from '../model/profiled-spans.ts';
import { spanProfile } from '../model/span-profile.ts';
import { extentOf } from '../model/span-times.ts';
import { knownTrace } from './known-trace.ts';
import { type ProfileOfQuestion, profileIfAny, profileOf } from './profile-of.ts';
import { profilesOf } from './profile-range.ts';
import { QuestionError } from './question-error.ts';

export interface ProfileChoice {
  type: TypeName;
  /** Of a span it is known. */
  service?: string | undefined;
  traceId?: string | undefined;
  /** Of that trace. */
  spanId?: string | undefined;
  /** Milliseconds since the epoch; of a trace, when it ran counts instead. */
  begin: number;
  end: number;
}

export interface ChosenProfile {
  service: string;
  profile: MergedProfile;
  /** How many states are added up in it, as of memory in use; 1 for what was used in the time. */
  states: number;
  /** The span whose profile it is when that of the one asked for is a part of another's. */
  owner?: SpanNode | undefined;
}

/** What memory was in use an hour ago says little of now. */
const STATE_MILLISECONDS = 5 * 60_000;

/** What a service, or a trace or one span of it, spent time or memory on. @throws {QuestionError} when it is unknown, or has no profile */
export async function chosenProfile({ jaeger, profiles }: Backends, choice: ProfileChoice): Promise<ChosenProfile> {
  const { type, traceId, spanId, begin, end } = choice;
  if (traceId === undefined) {
    if (spanId !== undefined) throw new QuestionError('span_id: expected together with the trace_id of its trace');
    const service = named(choice);
    return type === 'heap' ? heapOf(profiles, { service, begin, end }) : whole(profiles, { service, type, begin, end });
  }
  if (type === 'heap' || type === 'alloc')
    throw new QuestionError(`type: expected cpu or wall for a trace, came ${type}: samples of memory carry no trace`);
  const trace = await knownTrace(jaeger, traceId);
  if (spanId !== undefined) return ofSpan(profiles, { trace, spanId, type });
  return whole(profiles, { service: named(choice), type, traceId, ...timeOf(trace) });
}

function named({ service }: ProfileChoice): string {
  if (service !== undefined) return service;
  throw new QuestionError('service: expected one, or a trace_id with a span_id. list_operations names them.');
}

async function whole(store: ProfileStoreClient, question: ProfileOfQuestion): Promise<ChosenProfile> {
  return { service: question.service, profile: await profileOf(store, question), states: 1 };
}

async function ofSpan(
  store: ProfileStoreClient,
  { trace, spanId, type }: { trace: Trace; spanId: string; type: TypeName },
): Promise<ChosenProfile> {
  const span = trace.spans.find((one) => one.spanId === spanId);
  if (span === undefined) throw new QuestionError(`Trace ${trace.traceId} has no span of that span_id.`);
  const { owner, spanIds } = profiledSpans(trace, span);
  const { service } = span;
  const time = timeOf(trace);
  const found = await profileIfAny(store, { service, type, traceId: trace.traceId, ...time });
  const range = { start: time.begin, end: time.end };
  const profile =
    found && spanProfile(found.profile, await store.spanProfile({ service, type: found.typeId, spanIds, ...range }));
  if (profile === undefined || profile.sample.length === 0)
    throw new QuestionError(
      `No ${type} sample of ${service} belongs to that span: it ran for less than the 10 ms between two samples, or waited. explain_trace says for what.`,
    );
  return { service, profile, states: 1, owner: owner === span ? undefined : owner };
}

async function heapOf(
  store: ProfileStoreClient,
  { service, begin, end }: { service: string; begin: number; end: number },
): Promise<ChosenProfile> {
  const question = { service, type: 'heap' as const, begin: Math.max(begin, end - STATE_MILLISECONDS), end };
  const found = await profileIfAny(store, question);
  if (found === undefined) return whole(store, question);
  const { profile, typeId } = found;
  const states = await store.count({ service, type: typeId, start: question.begin, end });
  return { service, profile, states: Math.max(1, states) };
}

function timeOf(trace: Trace): { begin: number; end: number } {
  const { begin, end } = extentOf(trace.spans);
  const range = profilesOf({ begin: begin / 1000, end: end / 1000 });
  return { begin: range.start, end: range.end };
}
