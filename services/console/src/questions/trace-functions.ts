import type { Trace } from '@cortex/trace-testing/trace';
import type { MergedProfile, ProfileStoreClient, Range } from '../backends/profile-store.ts';
import { type FunctionUse, type Origin, originOf, usesOf } from '../model/profile/function-uses.ts';
import { spanProfile } from '../model/profile/span-profile.ts';
import { extentOf } from '../model/spans/times.ts';
import type { ProfileShown } from './links.ts';
import { profileIfAny } from './profile-of.ts';
import { profilesOf } from './profile-range.ts';

export interface UsedFunction {
  name: string;
  /** `file:line`, or empty. */
  place: string;
  origin: Origin;
  /** The time of the function itself, and with everything that it called. */
  selfMilliseconds: number;
  totalMilliseconds: number;
}

/** The functions of one service that worked for a trace, or for some of its spans. */
export interface ServiceFunctions {
  service: string;
  /** CPU time or, if it was not profiled, time on the event loop. */
  type: 'cpu' | 'wall';
  milliseconds: number;
  /** Largest self first. */
  functions: UsedFunction[];
  /** How many functions are left out. */
  more: number;
  /** The parameters of the page Profiles for it. */
  shown: ProfileShown;
}

export interface TraceFunctionsQuestion {
  trace: Trace;
  /** Restricts the functions to these spans of one service. */
  of?: { service: string; spanIds: string[] } | undefined;
}

const MOST_FUNCTIONS = 30;
const MOST_SERVICES = 12;
const TYPES = ['cpu', 'wall'] as const;

/** The functions that worked for a trace, by service, the busiest first. With spans, only those of their service. */
export async function traceFunctions(
  store: ProfileStoreClient,
  { trace, of }: TraceFunctionsQuestion,
): Promise<ServiceFunctions[]> {
  const services = of === undefined ? servicesOf(trace) : [of.service];
  const found = await Promise.all(
    services.map((service) => functionsOf(store, { trace, service, spanIds: of?.spanIds })),
  );
  return found.filter((one) => one !== undefined).sort((a, b) => b.milliseconds - a.milliseconds);
}

/** The services with the most spans. */
function servicesOf({ spans }: Trace): string[] {
  const counts = [...Map.groupBy(spans, ({ service }) => service)].sort(([, a], [, b]) => b.length - a.length);
  return counts.slice(0, MOST_SERVICES).map(([service]) => service);
}

async function functionsOf(
  store: ProfileStoreClient,
  { trace, service, spanIds }: { trace: Trace; service: string; spanIds: string[] | undefined },
): Promise<ServiceFunctions | undefined> {
  const { begin, end } = extentOf(trace.spans);
  const range = profilesOf({ begin: begin / 1000, end: end / 1000 });
  return (await serviceWork(store, { service, range, traceId: trace.traceId, spanIds }))?.functions;
}

export interface ServiceWorkQuestion {
  service: string;
  range: Range;
  /** Restricts the samples to this trace and these spans. */
  traceId?: string | undefined;
  spanIds?: string[] | undefined;
  /** The name of those spans, if all have the same. */
  operation?: string | undefined;
}

/** The work of a service. */
export interface ServiceWork {
  profile: MergedProfile;
  /** The functions, as in {@link traceFunctions}. */
  functions: ServiceFunctions;
}

/** The work of one service for a trace, or for spans of any traces; undefined without samples. */
export async function serviceWork(
  store: ProfileStoreClient,
  { service, range, traceId, spanIds, operation }: ServiceWorkQuestion,
): Promise<ServiceWork | undefined> {
  for (const type of TYPES) {
    const found = await profileIfAny(store, { service, type, traceId, begin: range.start, end: range.end });
    if (found === undefined) continue;
    const asked = { service, type: found.typeId, ...range };
    const profile =
      spanIds === undefined
        ? found.profile
        : spanProfile(found.profile, await store.spanProfile({ ...asked, spanIds }));
    const { functions, total } = usesOf(profile);
    if (total === 0) continue;
    return {
      profile,
      functions: {
        service,
        type,
        milliseconds: total / 1e6,
        functions: functions.slice(0, MOST_FUNCTIONS).map(usedFunction),
        more: Math.max(0, functions.length - MOST_FUNCTIONS),
        shown: { service, type, operation, ...(traceId !== undefined && { trace: traceId, span: spanIds?.[0] }) },
      },
    };
  }
  return undefined;
}

function usedFunction({ name, place, self, total }: FunctionUse): UsedFunction {
  return { name, place, origin: originOf(place), selfMilliseconds: self / 1e6, totalMilliseconds: total / 1e6 };
}
