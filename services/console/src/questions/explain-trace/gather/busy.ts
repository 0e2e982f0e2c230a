import type { ProfileStoreClient, Range } from '../../../backends/profile-store.ts';
import { usesOf } from '../../../model/profile/function-uses.ts';
import { profilesOf } from '../../profile-range.ts';
import type { LoopDelay, LoopUse } from '../evidence.ts';
import type { Subject } from './subject.ts';

/** Smaller delays of an event loop do not matter. */
const LEAST_DELAY_MILLISECONDS = 50;
/** What a process did right before and after a short trace is what delayed it. */
const AROUND_MILLISECONDS = 10_000;

/** The trace's work on the event loops, by service and function. */
export async function busyOf(
  { services, traceId, begin, end }: Subject,
  store: ProfileStoreClient,
): Promise<LoopUse[]> {
  const range = profilesOf({ begin, end });
  const uses = await Promise.all(services.map((service) => useOf(store, { service, traceId, range })));
  return uses.filter((use) => use !== undefined).sort((a, b) => b.milliseconds - a.milliseconds);
}

/** The work of processes whose event loops were delayed meanwhile. */
export async function processBusyOf(
  { begin, end }: Subject,
  { loops, store }: { loops: readonly LoopDelay[]; store: ProfileStoreClient },
): Promise<LoopUse[]> {
  const range = { start: Math.floor(begin - AROUND_MILLISECONDS), end: Math.ceil(end + AROUND_MILLISECONDS) };
  const held = loops.filter(({ milliseconds }) => milliseconds >= LEAST_DELAY_MILLISECONDS);
  const uses = await Promise.all(held.map(({ service }) => useOf(store, { service, range })));
  return uses.filter((use) => use !== undefined);
}

async function useOf(
  store: ProfileStoreClient,
  { service, traceId, range }: { service: string; traceId?: string; range: Range },
): Promise<LoopUse | undefined> {
  const usesOfType = async (name: 'wall' | 'cpu') => {
    const type = await store.typeId(service, name, range);
    return type === undefined ? undefined : usesOf(await store.profile({ service, type, traceId, ...range }));
  };
  const [wall, cpu] = await Promise.all([usesOfType('wall'), usesOfType('cpu')]);
  // A profiler that does not measure wall time measures at least CPU time.
  const known = wall !== undefined && wall.total > 0 ? wall : cpu;
  if (known === undefined || known.total === 0) return undefined;
  const milliseconds = Math.max(known.total, cpu?.total ?? 0) / 1e6;
  return { service, milliseconds, cpuMilliseconds: cpu && cpu.total / 1e6, functions: known.functions };
}
