import { HttpError } from '@cortex/runtime';
import type { MemoryDatabase } from '../database/open.ts';
import type { NewInput } from './new-input.ts';
import { addToSummary } from './summary.ts';

export type StoreStatus = 'stored' | 'duplicate';

/** Stores an input and counts it, both or neither. Rejects with a 409 when another user's input has this id. */
export async function storeInput(database: MemoryDatabase, input: NewInput): Promise<StoreStatus> {
  return database.transaction().execute(async (transaction) => {
    if (await insert(transaction, input)) {
      await addToSummary(transaction, input);
      return 'stored';
    }
    await requireOwn(transaction, input);
    return 'duplicate';
  });
}

async function insert(database: MemoryDatabase, input: NewInput): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await database
    .insertInto('user_history')
    .values({
      input_id: input.inputId,
      user_id: input.userId,
      content: input.content,
      metadata: JSON.stringify(input.metadata),
      timestamp: input.timestamp,
    })
    .onConflict((conflict) => conflict.column('input_id').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

async function requireOwn(database: MemoryDatabase, { inputId, userId }: NewInput): Promise<void> {
  const own = await database
    .selectFrom('user_history')
    .select('id')
    .where('input_id', '=', inputId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (!own) throw new HttpError(409, 'input_id is not available: choose another one');
}
