import type { ProfileStoreClient, Range } from '../../../backends/profile-store.ts';
import { usesOf } from '../../../model/function-uses.ts';
import type { CpuUse, LoopDelay } from '../evidence.ts';
import type { Subject } from './subject.ts';

/** A profile is filed under its begin, which is up to a minute before what it holds. */
const LONGEST_PROFILE_MILLISECONDS = 65_000;
/** An event loop that was held up for less is nobody's business. */
const LEAST_DELAY_MILLISECONDS = 50;
/** What a process did right before and after a short trace is what held it up. */
const AROUND_MILLISECONDS = 10_000;

/** CPU time by function within the trace, by service. */
export async function cpuOf({ services, traceId, begin, end }: Subject, store: ProfileStoreClient): Promise<CpuUse[]> {
  const range = { start: Math.floor(begin - LONGEST_PROFILE_MILLISECONDS), end: Math.ceil(end) };
  const uses = await Promise.all(services.map((service) => useOf(store, { service, traceId, range })));
  return uses.filter((use) => use !== undefined).sort((a, b) => b.milliseconds - a.milliseconds);
}

/** What the processes did meanwhile whose event loops were held up. */
export async function processCpuOf(
  { begin, end }: Subject,
  { loops, store }: { loops: readonly LoopDelay[]; store: ProfileStoreClient },
): Promise<CpuUse[]> {
  const range = { start: Math.floor(begin - AROUND_MILLISECONDS), end: Math.ceil(end + AROUND_MILLISECONDS) };
  const held = loops.filter(({ milliseconds }) => milliseconds >= LEAST_DELAY_MILLISECONDS);
  const uses = await Promise.all(held.map(({ service }) => useOf(store, { service, range })));
  return uses.filter((use) => use !== undefined);
}

async function useOf(
  store: ProfileStoreClient,
  { service, traceId, range }: { service: string; traceId?: string; range: Range },
): Promise<CpuUse | undefined> {
  const type = await store.typeId(service, 'cpu', range);
  if (type === undefined) return undefined;
  const { functions, total } = usesOf(await store.profile({ service, type, traceId, ...range }));
  return total === 0 ? undefined : { service, milliseconds: total / 1e6, functions };
}
