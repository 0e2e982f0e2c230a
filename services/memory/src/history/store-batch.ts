import { HttpError } from '@cortex/runtime';
import type { MemoryDatabase } from '../database/memory-database.ts';
import { whenFree } from '../database/when-free.ts';
import type { NewInput } from './new-input.ts';
import { type StoreOutcome, storeInputs } from './store-inputs.ts';

/** Stores inputs together, and waits while the database turns them away. If one of them makes all fail, each is tried alone. */
export async function storeBatch(database: MemoryDatabase, inputs: NewInput[]): Promise<StoreOutcome[]> {
  try {
    return await whenFree(database, () => storeInputs(database, inputs));
  } catch (error) {
    // The time to wait is over: single inputs would fare no better.
    if (inputs.length === 1 || error instanceof HttpError) throw error;
  }
  const outcomes: StoreOutcome[] = [];
  for (const input of inputs) {
    const alone = await storeBatch(database, [input]).catch((reason): StoreOutcome[] => [
      { status: 'rejected', reason },
    ]);
    outcomes.push(...alone);
  }
  return outcomes;
}
