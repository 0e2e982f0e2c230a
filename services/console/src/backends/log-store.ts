import { z } from 'zod';
import { type Address, ask, askFor, refused } from './ask.ts';
import { BackendError } from './backend-error.ts';

/** A line in the log store, in which all values are text. */
export type LogRecord = Record<string, string>;

export interface LogSearch {
  /** LogsQL as the user wrote it. Default: all lines. */
  query?: string | undefined;
  /**
   * Filters in LogsQL that all lines must meet, e.g. `trace_id:="4bf9…"`. The store parses each of them separately and applies them to subqueries of the query
   * too: if all were one text, a closing parenthesis, an `or` or a pipe of the user's could bypass them. They must not contain subqueries, which make
   * VictoriaLogs 1.52 take all memory.
   */
  conditions: readonly string[];
  limit: number;
}

/** The number of lines of a level. */
export interface LogHits {
  /** The level in the lines; empty for lines without one. */
  level: string;
  counts: [begin: number, lines: number][];
}

const LEVEL = 'severity_text';
const hits = z.object({
  hits: z.array(
    z.object({
      fields: z.object({ [LEVEL]: z.string().default('') }),
      timestamps: z.array(z.string().transform((text) => Date.parse(text))),
      values: z.array(z.number()),
    }),
  ),
});
const values = z.object({ values: z.array(z.object({ value: z.string() })) });
/** Levels beyond this number are counted together, with lines that have none. */
const LEVELS_TOLD_APART = 20;

interface Form extends Omit<LogSearch, 'limit'> {
  /** Further parameters of the route. */
  how: Record<string, string>;
}

function formOf({ query = '*', conditions, how }: Form): URLSearchParams {
  const form = new URLSearchParams({ query, ...how });
  for (const condition of conditions) form.append('extra_filters', condition);
  return form;
}

/** A client of VictoriaLogs' HTTP API. */
export class LogStoreClient {
  readonly #address: Address;

  constructor(address: Address) {
    this.#address = address;
  }

  /** The newest matching lines. */
  async newest({ limit, ...search }: LogSearch): Promise<LogRecord[]> {
    const body = formOf({ ...search, how: { limit: String(limit) } });
    const { status, text } = await ask(this.#address, '/select/logsql/query', { method: 'POST', body });
    if (status !== 200) throw refused(this.#address, status, text);
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => this.#record(line));
  }

  /** The number of lines in each time step, by level. */
  async hits({
    stepMilliseconds,
    ...search
  }: Omit<LogSearch, 'limit'> & { stepMilliseconds: number }): Promise<LogHits[]> {
    const answer = await this.#count('/select/logsql/hits', hits, {
      ...search,
      how: { step: `${stepMilliseconds}ms`, field: LEVEL, fields_limit: String(LEVELS_TOLD_APART) },
    });
    return answer.hits.map(({ fields, timestamps, values: lines }) => ({
      level: fields[LEVEL],
      counts: timestamps.map((begin, index) => [begin, lines[index] ?? 0]),
    }));
  }

  /** The values of a field, the most frequent first. */
  async valuesOf(field: string, { limit, ...search }: LogSearch): Promise<string[]> {
    const found = await this.#count('/select/logsql/field_values', values, {
      ...search,
      how: { field, limit: String(limit) },
    });
    return found.values.map(({ value }) => value);
  }

  #count<Schema extends z.ZodType>(path: string, schema: Schema, form: Form): Promise<z.output<Schema>> {
    return askFor(this.#address, schema, { path, method: 'POST', body: formOf(form) });
  }

  #record(line: string): LogRecord {
    try {
      return Object.fromEntries(Object.entries(JSON.parse(line) as object).map(([key, value]) => [key, String(value)]));
    } catch {
      const { backend, url, variable } = this.#address;
      const what = `does not answer as expected (a line of ${line.length} characters is not JSON)`;
      throw new BackendError({ backend, url, what, remedy: `Does ${variable} name a VictoriaLogs?` });
    }
  }
}
