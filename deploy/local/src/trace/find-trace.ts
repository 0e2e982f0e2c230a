import { type Backends, type FoundTraces, findTraces, tracesWithId } from '@cortex/console/questions';
import type { Trace } from '@cortex/trace-testing';
import { UserError } from '../user-error.ts';
import type { JaegerTraces } from './jaeger-traces.ts';
import type { Search, Wanted } from './options.ts';

export interface Asked {
  traces: JaegerTraces;
  /** Used only for questions that Jaeger alone cannot answer. */
  backends: Backends;
  /** A sentence about how much the Collector still holds; undefined if it holds nothing. */
  waiting: Promise<string | undefined>;
}

/**
 * Finds the one trace that is wanted.
 * @throws {UserError} which says what the user can do
 */
export async function findTrace(wanted: Wanted, asked: Omit<Asked, 'waiting'>): Promise<Trace> {
  const { traces } = asked;
  if ('traceId' in wanted) return traces.byId(wanted.traceId);
  if ('inputId' in wanted) return traces.ofInput(wanted.inputId);
  if ('requestId' in wanted) return traces.byId(await ofRequest(wanted.requestId, asked));
  if ('latest' in wanted) return traces.latest();
  const [newest] = (await search(wanted.search, asked)).traces;
  if (newest === undefined) throw new UserError(NOTHING_FITS);
  return traces.byId(newest.traceId);
}

export const NOTHING_FITS =
  'No trace matches. Loosen the search, or wait a second: a trace shows up about a second after its request.';

/** Searches for traces. The result has the newest first. */
export async function search(
  { sinceMilliseconds, ...question }: Search,
  { traces, backends }: Omit<Asked, 'waiting'>,
): Promise<FoundTraces> {
  const end = Date.now();
  const begin = end - (sinceMilliseconds ?? traces.retentionMilliseconds);
  return findTraces(backends.jaeger, { ...question, begin: begin * 1000, end: end * 1000, order: 'newest' });
}

async function ofRequest(id: string, { traces, backends }: Omit<Asked, 'waiting'>): Promise<string> {
  const end = Date.now();
  const { traceIds, away } = await tracesWithId(backends, { id, begin: end - traces.retentionMilliseconds, end });
  const [newest] = traceIds;
  if (newest !== undefined) return newest;
  const reason = 'It may have expired, not have been sampled, or still be on its way.';
  throw new UserError([`No trace of a request ${id} is known. ${reason}`, ...away].join('\n'));
}
