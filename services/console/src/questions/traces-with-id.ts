import { ATTR_INPUT_ID, ATTR_MCP_SESSION_ID, ATTR_REQUEST_ID } from '@cortex/signals/contract';
import type { Backends } from '../backends/backends.ts';
import type { LogStoreClient } from '../backends/log-store.ts';
import { phrase } from '../model/logs/phrase.ts';
import { findTraces } from './find-traces.ts';
import { Settled } from './settled.ts';

export interface TracesWithId {
  /** Newest first. */
  traceIds: string[];
  /** Reasons why a backend could not be queried. */
  away: string[];
}

/** Span attributes that contain an id. The id of an HTTP request is on log lines only. */
const ON_SPANS = [ATTR_INPUT_ID, ATTR_MCP_SESSION_ID];
const ON_LINES = [...ON_SPANS, ATTR_REQUEST_ID];
const MOST = 20;

/** The traces of an id other than a trace id: of an input, an HTTP request (X-Request-Id) or an MCP session. Times are in milliseconds since the epoch. */
export async function tracesWithId(
  { jaeger, logs }: Backends,
  { id, begin, end }: { id: string; begin: number; end: number },
): Promise<TracesWithId> {
  const settled = new Settled();
  const bySpans = (name: string) =>
    findTraces(jaeger, {
      attributes: { [name]: id },
      begin: begin * 1000,
      end: end * 1000,
      order: 'newest',
      most: MOST,
    }).then(({ traces }) => traces.map(({ traceId }) => traceId));
  const found = await Promise.all([
    ...ON_SPANS.map((name) => settled.orNone(bySpans(name), [])),
    settled.orNone(byLines(logs, id, begin), []),
  ]);
  return { traceIds: [...new Set(found.flat())].slice(0, MOST), away: settled.away };
}

async function byLines(logs: LogStoreClient, id: string, begin: number): Promise<string[]> {
  const carries = ON_LINES.map((name) => `${name}:=${phrase(id)}`).join(' or ');
  const since = `_time:>=${new Date(begin).toISOString()}`;
  const records = await logs.newest({ conditions: [since, 'trace_id:*', carries], limit: MOST });
  return records.map(({ trace_id }) => trace_id).filter((traceId) => traceId !== undefined);
}
