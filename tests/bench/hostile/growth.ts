import type { Memory } from './memory.ts';

/** What a process may hold on top when the inputs are over. */
const LIMIT = 0.1;
/** Go and V8 take memory from the kernel, and give it back, in pieces of up to 4 MB. */
const PIECES_MEGABYTES = 8;

/** Backends that hold in memory part of what they store, up to a bound of their own in MB. */
const STORES: Record<string, { bound: number; what: string }> = {
  jaeger: { bound: 470, what: 'tables of Badger; GOMEMLIMIT' },
  prometheus: { bound: 965, what: 'samples of the last two hours; GOMEMLIMIT' },
  logs: { bound: 315, what: 'caches; -memory.allowedBytes' },
};

export interface Growth {
  name: string;
  /** What the process holds of its own, in MB. */
  before: number;
  after: number;
  /** Why it may hold more than the others. */
  store?: string;
  /** Whether it holds more than it may. */
  isTooMuch: boolean;
}

export function growthOf(before: Memory, after: Memory): Growth[] {
  return Object.entries(after).map(([name, { own }]) => {
    const earlier = before[name]?.own ?? 0;
    const most = Math.max(earlier * (1 + LIMIT), earlier + PIECES_MEGABYTES);
    const { bound = 0, what } = STORES[name] ?? {};
    const isGrown = own > most;
    return {
      name,
      before: earlier,
      after: own,
      isTooMuch: own > Math.max(most, bound),
      ...(isGrown && what !== undefined && { store: `${what}: ${bound} MB` }),
    };
  });
}

/** Whether no process holds more than it may. */
export function isBack(before: Memory, after: Memory): boolean {
  return growthOf(before, after).every(({ isTooMuch }) => !isTooMuch);
}
