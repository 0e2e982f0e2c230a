import { HttpError } from '@cortex/runtime';
import type { MemoryDatabase, Tables } from '../database/memory-database.ts';
import { toAnnouncement } from './announcement.ts';
import type { NewInput } from './new-input.ts';
import { addToSummaries } from './summary.ts';

export type StoreStatus = 'stored' | 'duplicate';
export type StoreOutcome = PromiseSettledResult<StoreStatus>;

/**
 * Stores inputs in their order and counts them, in one transaction: it gives the outcome of each when all of it is committed, and has
 * done nothing when it rejects. An input is refused, with a 409, when its id is that of another user's input.
 */
export async function storeInputs(database: MemoryDatabase, inputs: NewInput[]): Promise<StoreOutcome[]> {
  const userIds = inputs.map(({ userId }) => userId);
  return database.tables.transaction().execute(async (transaction) => {
    await database.lockUsers(transaction, userIds);
    const stored = await insert(transaction, inputs);
    if (stored.size > 0) {
      await addToSummaries(transaction, [...stored]);
      await database.channel?.notify(transaction, [...stored].map(toAnnouncement));
    }
    if (stored.size === inputs.length) return inputs.map(() => fulfilled('stored'));
    const owners = await readOwners(transaction, inputs);
    return inputs.map((input) => (stored.has(input) ? fulfilled('stored') : known(input, owners)));
  });
}

/** The inputs that were not there before; of those with the same id only the first. */
async function insert(transaction: Tables, inputs: NewInput[]): Promise<Set<NewInput>> {
  const inserted = await transaction
    .insertInto('user_history')
    .values(inputs.map(toRow))
    .onConflict((conflict) => conflict.column('input_id').doNothing())
    .returning('input_id')
    .execute();
  const first = new Map(inputs.toReversed().map((input) => [input.inputId, input]));
  return new Set(inserted.flatMap(({ input_id }) => first.get(input_id) ?? []));
}

function toRow({ inputId, userId, content, metadata, timestamp }: NewInput) {
  return { input_id: inputId, user_id: userId, content, metadata: JSON.stringify(metadata), timestamp };
}

async function readOwners(transaction: Tables, inputs: NewInput[]): Promise<Map<string, string>> {
  const ids = inputs.map(({ inputId }) => inputId);
  const rows = await transaction
    .selectFrom('user_history')
    .select(['input_id', 'user_id'])
    .where('input_id', 'in', ids)
    .execute();
  return new Map(rows.map(({ input_id, user_id }) => [input_id, user_id]));
}

function known({ inputId, userId }: NewInput, owners: Map<string, string>): StoreOutcome {
  if (owners.get(inputId) === userId) return fulfilled('duplicate');
  return { status: 'rejected', reason: new HttpError(409, 'input_id is not available: choose another one') };
}

function fulfilled(value: StoreStatus): StoreOutcome {
  return { status: 'fulfilled', value };
}
