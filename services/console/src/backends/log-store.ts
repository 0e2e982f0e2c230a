import { type Address, ask, refused } from './ask.ts';
import { BackendError } from './backend-error.ts';

/** A line as the log store has it: all values are text. */
export type LogRecord = Record<string, string>;

/** Asks a VictoriaLogs by its HTTP API. */
export class LogStoreClient {
  readonly #address: Address;

  constructor(address: Address) {
    this.#address = address;
  }

  /** @param query in LogsQL, e.g. `trace_id:="4bf9…"` */
  async query(query: string, limit: number): Promise<LogRecord[]> {
    const body = new URLSearchParams({ query, limit: String(limit) });
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
