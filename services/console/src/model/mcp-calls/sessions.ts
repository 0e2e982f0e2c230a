import type { SpanNode } from '@cortex/trace-testing/trace';
import { MCP_SESSION } from '../spans/attributes.ts';
import { extentOf } from '../spans/times.ts';
import type { CallKey, Side } from './group.ts';
import { keyOfCall } from './spans.ts';

/** A session, as far as its calls are in the searched traces. */
export interface Session extends Pick<CallKey, 'server' | 'client' | 'clientVersion' | 'protocol' | 'transport'> {
  id: string;
  calls: number;
  failures: number;
  /** The begin of the first call and the end of the last, in milliseconds since the epoch. */
  first: number;
  last: number;
}

/** The latest first. */
export function sessionsOf(calls: readonly SpanNode[], side: Side): Session[] {
  const inSessions = calls.filter(({ attributes }) => attributes[MCP_SESSION] !== undefined);
  const byId = Map.groupBy(inSessions, ({ attributes }) => String(attributes[MCP_SESSION]));
  return [...byId].map(([id, members]) => sessionOf(id, members, side)).sort((a, b) => b.last - a.last);
}

function sessionOf(id: string, calls: SpanNode[], side: Side): Session {
  const extent = extentOf(calls);
  const keys = calls.map((call) => keyOfCall(call, side));
  const said = <Part extends keyof CallKey>(part: Part) => keys.find((key) => key[part] !== undefined)?.[part];
  return {
    id,
    server: said('server'),
    client: said('client'),
    clientVersion: said('clientVersion'),
    protocol: said('protocol'),
    transport: said('transport'),
    calls: calls.length,
    failures: keys.filter(({ failed }) => failed).length,
    first: extent.begin / 1000,
    last: extent.end / 1000,
  };
}
