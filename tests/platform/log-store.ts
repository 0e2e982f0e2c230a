import type { LogLine } from '@cortex/telemetry-contract';

/** A client of VictoriaLogs' HTTP API. */
export class LogStoreClient {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** @param query in LogsQL, e.g. `trace_id:=4bf9…` */
  async query(query: string): Promise<LogLine[]> {
    const address = new URL('/select/logsql/query', this.url);
    const response = await fetch(address, { method: 'POST', body: new URLSearchParams({ query, limit: '1000' }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`the log store answered ${response.status} to ${query}: ${text}`);
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as LogLine);
  }
}
