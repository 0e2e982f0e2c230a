import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import type { Backends } from '../backends/backends.ts';
import type { MergedProfile, ProfileStoreClient, TypeName } from '../backends/profile-store.ts';
import { profiledSpans } from '../model/profile/profiled-spans.ts';
import { spanProfile } from '../model/profile/span-profile.ts';
import { extentOf } from '../model/spans/times.ts';
import { knownTrace } from './known-trace.ts';
import { type OperationQuestion, spansOfOperation } from './operation-spans.ts';
import { type ProfileOfQuestion, profileIfAny, profileOf } from './profile-of.ts';
import { profilesOf } from './profile-range.ts';
import { QuestionError } from './question-error.ts';

export interface ProfileChoice {
  type: TypeName;
  /** The service; not needed with a span. */
  service?: string | undefined;
  /** Restricts the profile to the newest spans with this name. */
  operation?: string | undefined;
  traceId?: string | undefined;
  /** A span of that trace. */
  spanId?: string | undefined;
  /** Milliseconds since the epoch. For a trace, its own time counts instead. */
  begin: number;
  end: number;
}

export interface ChosenProfile {
  service: string;
  profile: MergedProfile;
  /** When the profiles may have been taken, in milliseconds since the epoch. */
  begin: number;
  end: number;
  /** How many states, such as memory in use, are summed in it; 1 if it is not a state. */
  states: number;
  /** The span that owns the profile, if the requested one is part of another. */
  owner?: SpanNode | undefined;
  /** How many spans of the operation were included. */
  spans?: number | undefined;
}

/** The memory that was in use an hour ago shows little about now. */
const STATE_MILLISECONDS = 5 * 60_000;

/** The profile of a service, an operation, a trace or one of its spans. @throws {QuestionError} when it is unknown, or has no profile */
export async function chosenProfile(backends: Backends, choice: ProfileChoice): Promise<ChosenProfile> {
  const { jaeger, profiles } = backends;
  const { type, operation, traceId, spanId, begin, end } = choice;
  if ((traceId !== undefined || operation !== undefined) && (type === 'heap' || type === 'alloc'))
    throw new QuestionError(
      `type: expected cpu or wall for a trace or an operation, came ${type}: samples of memory carry no trace`,
    );
  if (traceId === undefined) {
    if (spanId !== undefined) throw new QuestionError('span_id: expected together with the trace_id of its trace');
    const service = named(choice);
    if (operation !== undefined) return ofOperation(backends, { service, type, operation, begin, end });
    return type === 'heap' ? heapOf(profiles, { service, begin, end }) : whole(profiles, { service, type, begin, end });
  }
  const trace = await knownTrace(jaeger, traceId);
  if (spanId !== undefined) {
    const { service } = spanIn(trace, spanId);
    if (choice.service !== undefined && choice.service !== service)
      throw new QuestionError(`service: that span is of ${service}, asked for was ${choice.service}`);
    return ofSpan(profiles, { trace, spanId, type });
  }
  return whole(profiles, { service: named(choice), type, traceId, ...timeOf(trace) });
}

function named({ service }: ProfileChoice): string {
  if (service !== undefined) return service;
  throw new QuestionError('service: expected one, or a trace_id with a span_id. list_operations names them.');
}

async function whole(store: ProfileStoreClient, question: ProfileOfQuestion): Promise<ChosenProfile> {
  const { service, begin, end } = question;
  return { service, profile: await profileOf(store, question), begin, end, states: 1 };
}

async function ofSpan(
  store: ProfileStoreClient,
  { trace, spanId, type }: { trace: Trace; spanId: string; type: TypeName },
): Promise<ChosenProfile> {
  const span = spanIn(trace, spanId);
  const { owner, spanIds } = profiledSpans(trace, span);
  const { service } = span;
  const time = timeOf(trace);
  const profile = await ofSpans(store, { service, type, traceId: trace.traceId, ...time }, spanIds);
  if (profile === undefined)
    throw new QuestionError(
      `No ${type} sample of ${service} belongs to that span: it ran for less than the 10 ms between two samples, or waited. explain_trace says for what.`,
    );
  return { service, profile, ...time, states: 1, owner: owner === span ? undefined : owner };
}

/** @throws {QuestionError} when the span is not in the trace */
export function spanIn(trace: Trace, spanId: string): SpanNode {
  const span = trace.spans.find((one) => one.spanId === spanId);
  if (span !== undefined) return span;
  throw new QuestionError(`Trace ${trace.traceId} has no span of that span_id.`);
}

/** The profile of the newest spans of an operation. @throws {QuestionError} when there are no such spans, or they have no samples */
export async function ofOperation(
  { jaeger, profiles }: Backends,
  question: ProfileOfQuestion & OperationQuestion,
): Promise<ChosenProfile> {
  const { service, type, begin, end } = question;
  const { spans, spanIds } = await spansOfOperation(jaeger, question);
  const range = profilesOf({ begin, end });
  const profile = await ofSpans(profiles, { service, type, begin: range.start, end: range.end }, spanIds);
  if (profile === undefined)
    throw new QuestionError(
      `No ${type} sample of ${service} belongs to the newest ${spans} spans of that operation: each ran for less than the 10 ms between two samples, or waited.`,
    );
  return { service, profile, begin, end, states: 1, spans };
}

/** The profile of a service's spans; undefined without samples. */
async function ofSpans(
  store: ProfileStoreClient,
  question: ProfileOfQuestion,
  spanIds: string[],
): Promise<MergedProfile | undefined> {
  const { service, begin: start, end } = question;
  const found = await profileIfAny(store, question);
  if (found === undefined) return undefined;
  const flame = await store.spanProfile({ service, type: found.typeId, spanIds, start, end });
  const profile = spanProfile(found.profile, flame);
  return profile.sample.length > 0 ? profile : undefined;
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
  return { service, profile, begin: question.begin, end, states: Math.max(1, states) };
}

function timeOf(trace: Trace): { begin: number; end: number } {
  const { begin, end } = extentOf(trace.spans);
  const range = profilesOf({ begin: begin / 1000, end: end / 1000 });
  return { begin: range.start, end: range.end };
}
