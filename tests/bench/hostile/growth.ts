import type { Memory } from './memory.ts';

/** How much a process may have grown after the inputs. */
const LIMIT = 0.1;
/** Go and V8 take and return memory in pieces of up to 4 MB. */
const PIECES_MEGABYTES = 8;

/** Backends that hold part of their stored data in memory, up to their own bound in MB. */
const STORES: Record<string, { bound: number; what: string }> = {
  jaeger: { bound: 470, what: 'tables of Badger; GOMEMLIMIT' },
  prometheus: { bound: 965, what: 'samples of the last two hours; GOMEMLIMIT' },
  logs: { bound: 315, what: 'caches; -memory.allowedBytes' },
};

export interface Growth {
  name: string;
  /** The process's own memory, in MB. */
  before: number;
  after: number;
  /** The reason why it may hold more than the others. */
  store?: string;
  /** Whether it holds more than allowed. */
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

/** Whether no process holds more than allowed. */
export function isBack(before: Memory, after: Memory): boolean {
  return growthOf(before, after).every(({ isTooMuch }) => !isTooMuch);
}
