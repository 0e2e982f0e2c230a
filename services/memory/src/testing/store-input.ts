import type { MemoryDatabase } from '../database/memory-database.ts';
import type { NewInput } from '../history/new-input.ts';
import { type StoreResult, storeInputs } from '../history/store-inputs.ts';

/** Stores a single input. */
export async function storeInput(database: MemoryDatabase, input: NewInput): Promise<StoreResult['status']> {
  const [outcome] = await storeInputs(database, [input]);
  if (outcome?.status === 'fulfilled') return outcome.value.status;
  throw outcome?.reason;
}
