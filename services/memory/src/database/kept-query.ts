import type { Compilable, CompiledQuery } from 'kysely';
import type { Tables } from './schema.ts';

/** Queries for longer lists are rare and their statements long, so they are compiled each time. */
const MAX_KEPT_LENGTH = 16;

/** Runs the query and returns its rows. `transaction` is the one to run it in, if any. Rejects as the database does. */
export type KeptQuery<Given, Row> = (tables: Tables, given: Given, transaction?: Tables) => Promise<Row[]>;

/**
 * A query that is built and compiled only once for each database and list length, because that takes longer than running it.
 * So `build` must use every field of the given objects, whatever its value. All objects of a list have the same fields; an undefined field counts as absent.
 */
export function keptQuery<Given extends readonly object[], Row>(
  build: (tables: Tables, given: Given) => Compilable<Row>,
): KeptQuery<Given, Row> {
  const kept = new WeakMap<Tables, Map<string, CompiledQuery<Row>>>();
  const queryFor = (tables: Tables, given: Given) => {
    const ofTables = kept.get(tables) ?? new Map<string, CompiledQuery<Row>>();
    kept.set(tables, ofTables);
    const shape = shapeOf(given);
    const query = ofTables.get(shape) ?? build(tables, slotsFor(given)).compile();
    ofTables.set(shape, query);
    return filled(query, given);
  };
  return async (tables, given, transaction = tables) => {
    const query = given.length > MAX_KEPT_LENGTH ? build(tables, given).compile() : queryFor(tables, given);
    return (await transaction.executeQuery(query)).rows;
  };
}

/** A placeholder in the compiled query for a value that is given when it runs. */
class Slot {
  readonly #index: number;
  readonly #field: string;

  constructor(index: number, field: string) {
    this.#index = index;
    this.#field = field;
  }

  valueIn(given: readonly object[]): unknown {
    return (given[this.#index] as Record<string, unknown>)[this.#field];
  }
}

function slotsFor<Given extends readonly object[]>(given: Given): Given {
  const slots = given.map((object, index) =>
    Object.fromEntries(fieldsOf(object).map((field) => [field, new Slot(index, field)])),
  );
  return slots as object[] as unknown as Given;
}

function shapeOf(given: readonly object[]): string {
  const [first = {}] = given;
  return `${given.length} ${fieldsOf(first)}`;
}

function fieldsOf(object: object): string[] {
  return Object.entries(object).flatMap(([field, value]) => (value === undefined ? [] : [field]));
}

function filled<Row>(query: CompiledQuery<Row>, given: readonly object[]): CompiledQuery<Row> {
  const parameters = query.parameters.map((value) => (value instanceof Slot ? value.valueIn(given) : value));
  return { ...query, parameters };
}
