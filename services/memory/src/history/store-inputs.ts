import { HttpError } from '@cortex/runtime';
import { keptQuery } from '../database/kept-query.ts';
import type { MemoryDatabase } from '../database/memory-database.ts';
import type { Tables, UserHistoryTable } from '../database/schema.ts';
import { toAnnouncement } from './announcement.ts';
import type { NewInput } from './new-input.ts';
import { addToSummaries } from './summary.ts';

/** `position` is the number of a new input in the order of storing; see `HistoryPage`. */
export type StoreResult = { status: 'stored'; position: number } | { status: 'duplicate' };
export type StoreOutcome = PromiseSettledResult<StoreResult>;

/**
 * Stores inputs in order and counts them, in one transaction: it returns the outcome of each once all are committed, and has
 * had no effect if it rejects. An input whose id belongs to another user's input is refused with a 409.
 */
export async function storeInputs(database: MemoryDatabase, inputs: NewInput[]): Promise<StoreOutcome[]> {
  const userIds = inputs.map(({ userId }) => userId);
  return database.tables.transaction().execute(async (transaction) => {
    await database.lockUsers(transaction, userIds);
    const stored = await insert(database.tables, inputs, transaction);
    if (stored.size > 0) {
      await addToSummaries(database.tables, [...stored.keys()], transaction);
      await database.channel?.notify(transaction, [...stored.keys()].map(toAnnouncement));
    }
    const owners = stored.size < inputs.length ? await readOwners(transaction, inputs) : new Map<string, string>();
    return inputs.map((input) => outcomeOf(input, { position: stored.get(input), owners }));
  });
}

/** Inserts the inputs that are new, and returns them with their positions; of several with the same id only the first. */
async function insert(tables: Tables, inputs: NewInput[], transaction: Tables): Promise<Map<NewInput, number>> {
  const inserted = await insertRows(tables, inputs.map(toRow), transaction);
  const positions = new Map(inserted.map(({ input_id, id }) => [input_id, id]));
  const stored = new Map<NewInput, number>();
  for (const input of inputs) {
    const position = positions.get(input.inputId);
    if (position !== undefined) stored.set(input, position);
    positions.delete(input.inputId);
  }
  return stored;
}

function toRow({ inputId, userId, content, metadata, timestamp }: NewInput) {
  return { input_id: inputId, user_id: userId, content, metadata: JSON.stringify(metadata), timestamp };
}

const insertRows = keptQuery((tables, rows: Omit<UserHistoryTable, 'id'>[]) =>
  tables
    .insertInto('user_history')
    .values(rows)
    .onConflict((conflict) => conflict.column('input_id').doNothing())
    .returning(['input_id', 'id']),
);

async function readOwners(transaction: Tables, inputs: NewInput[]): Promise<Map<string, string>> {
  const ids = inputs.map(({ inputId }) => inputId);
  const rows = await transaction
    .selectFrom('user_history')
    .select(['input_id', 'user_id'])
    .where('input_id', 'in', ids)
    .execute();
  return new Map(rows.map(({ input_id, user_id }) => [input_id, user_id]));
}

interface Found {
  /** Undefined for an input that was already there. */
  position: number | undefined;
  owners: Map<string, string>;
}

function outcomeOf({ inputId, userId }: NewInput, { position, owners }: Found): StoreOutcome {
  if (position !== undefined) return { status: 'fulfilled', value: { status: 'stored', position } };
  if (owners.get(inputId) === userId) return { status: 'fulfilled', value: { status: 'duplicate' } };
  return { status: 'rejected', reason: new HttpError(409, 'input_id is not available: choose another one') };
}
