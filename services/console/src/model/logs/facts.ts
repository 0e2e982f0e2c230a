import { hashOf } from '../format/hash.ts';
import { EXCEPTION_MESSAGE } from '../spans/attributes.ts';
import type { LoggedLine } from './trace-log.ts';

/** The most important facts in a line's fields. */
export interface LogFacts {
  /** The route, with its method if the line has one. */
  route: string | undefined;
  status: string | undefined;
  milliseconds: number | undefined;
  /** The cause, unless the message already contains it. */
  cause: string | undefined;
  traceId: string | undefined;
}

export function factsOf({ message, fields }: Pick<LoggedLine, 'message' | 'fields'>): LogFacts {
  const first = (...names: string[]) => names.map((name) => fields[name]).find((value) => value);
  const route = first('route', 'http.route', 'url.path');
  const method = first('method', 'http.request.method');
  const milliseconds = Number(first('milliseconds', 'duration_ms') ?? Number.NaN);
  const cause = first('cause', EXCEPTION_MESSAGE, 'exception.type', 'error.type');
  return {
    route: route === undefined || method === undefined ? route : `${method} ${route}`,
    status: first('status', 'http.response.status_code'),
    milliseconds: Number.isFinite(milliseconds) ? milliseconds : undefined,
    cause: cause === message ? undefined : cause,
    traceId: first('trace_id'),
  };
}

/** Distinguishes lines of the same moment: the store gives them no ids. */
export function keyOf({ time, message, fields }: Pick<LoggedLine, 'time' | 'message' | 'fields'>): string {
  return `${time}~${hashOf(JSON.stringify([message, Object.entries(fields).sort()]))}`;
}
