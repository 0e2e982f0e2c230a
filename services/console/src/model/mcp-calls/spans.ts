import {
  ATTR_CORTEX_MCP_CLIENT_NAME,
  ATTR_CORTEX_MCP_CLIENT_VERSION,
  ATTR_CORTEX_MCP_SERVER_NAME,
  ATTR_CORTEX_MCP_SERVER_VERSION,
} from '@cortex/signals/contract';
import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import type { Bucket } from '../metrics/histogram.ts';
import {
  ERROR_TYPE,
  MCP_METHOD,
  MCP_PROTOCOL,
  PROMPT_NAME,
  SERVER_ADDRESS,
  SERVER_PORT,
  SERVICE_VERSION,
  TOOL_NAME,
  TRANSPORT,
} from '../spans/attributes.ts';
import type { CallGroup, CallKey, Side } from './group.ts';

const KINDS = { server: 'SERVER', client: 'CLIENT' } as const;
/** Each bound is a tenth above the previous one, from 0.1 ms to an hour. */
const STEP = 1.1;
const BOUNDS = [...Array.from({ length: 184 }, (_, index) => 0.1 * STEP ** index), Number.POSITIVE_INFINITY];

/** The spans of MCP calls on one side. */
export function callsIn(traces: readonly Trace[], side: Side): SpanNode[] {
  return traces.flatMap(({ spans }) =>
    spans.filter(({ kind, attributes }) => kind === KINDS[side] && attributes[MCP_METHOD] !== undefined),
  );
}

/** The key of a span's call, equal to that of the metrics of either side. */
export function keyOfCall({ service, resource, attributes, status }: SpanNode, side: Side): CallKey {
  const text = (name: string) => (attributes[name] === undefined ? undefined : String(attributes[name]));
  const isServer = side === 'server';
  const version = resource[SERVICE_VERSION] === undefined ? undefined : String(resource[SERVICE_VERSION]);
  return {
    server: isServer
      ? service
      : nameOfServer({
          name: text(ATTR_CORTEX_MCP_SERVER_NAME),
          address: text(SERVER_ADDRESS),
          port: text(SERVER_PORT),
        }),
    serverVersion: isServer ? version : text(ATTR_CORTEX_MCP_SERVER_VERSION),
    client: isServer ? text(ATTR_CORTEX_MCP_CLIENT_NAME) : service,
    clientVersion: isServer ? text(ATTR_CORTEX_MCP_CLIENT_VERSION) : version,
    method: text(MCP_METHOD) ?? '',
    tool: text(TOOL_NAME),
    prompt: text(PROMPT_NAME),
    protocol: text(MCP_PROTOCOL),
    transport: text(TRANSPORT),
    errorType: text(ERROR_TYPE),
    failed: status === 'ERROR',
  };
}

/** The name under which a client knows its server. */
export function nameOfServer({ name, address, port }: Record<'name' | 'address' | 'port', string | undefined>) {
  return name ?? (address && [address, port].filter(Boolean).join(':'));
}

/** A separate group for each call. */
export function groupsOfCalls(calls: readonly SpanNode[], side: Side): CallGroup[] {
  return calls.map((call) => ({
    ...keyOfCall(call, side),
    count: 1,
    buckets: BOUNDS.map((bound): Bucket => [bound, call.durationMicroseconds / 1000 <= bound ? 1 : 0]),
  }));
}
