import { type Address, ask, refused } from './ask.ts';
import { BackendError } from './backend-error.ts';

/** A line as the log store has it: all values are text. */
export type LogRecord = Record<string, string>;

export interface LogSearch {
  /** LogsQL, as a user wrote it. Default all lines. */
  query?: string | undefined;
  /**
   * Filters in LogsQL, e.g. `trace_id:="4bf9…"`, which all lines fulfil. The store parses each by itself and holds it against the subqueries of the query
   * too: in one text, a closing parenthesis, an `or` or a pipe of the user's would escape them. One that has a subquery itself makes
   * VictoriaLogs 1.52 take all memory.
   */
  conditions: readonly string[];
  limit: number;
}

/** Asks a VictoriaLogs by its HTTP API. */
export class LogStoreClient {
  readonly #address: Address;

  constructor(address: Address) {
    this.#address = address;
  }

  /** The newest lines that a query gives. */
  async newest({ query = '*', conditions, limit }: LogSearch): Promise<LogRecord[]> {
    const body = new URLSearchParams({ query, limit: String(limit) });
    for (const condition of conditions) body.append('extra_filters', condition);
    const { status, text } = await ask(this.#address, '/select/logsql/query', { method: 'POST', body });
    if (status !== 200) throw refused(this.#address, status, text);
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => this.#record(line));
  }

  #record(line: string): LogRecord {
    try {
      return Object.fromEntries(Object.entries(JSON.parse(line) as object).map(([key, value]) => [key, String(value)]));
    } catch {
      const { backend, url, variable } = this.#address;
      const what = `does not answer as expected (a line of ${line.length} characters is no JSON)`;
      throw new BackendError({ backend, url, what, remedy: `Does ${variable} name a VictoriaLogs?` });
    }
  }
}

/** A text as a phrase of LogsQL. */
export function phrase(text: string): string {
  return JSON.stringify(text);
}
