import { ATTR_MCP_REQUEST_ATTEMPT } from '@cortex/signals/contract';
import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { MCP_METHOD, MCP_PROTOCOL, TOOL_NAME, TRANSPORT } from '../spans/attributes.ts';
import { isFailed } from '../spans/failed.ts';
import { extentOf } from '../spans/times.ts';

/** One attempt of an MCP call, with both sides. Times are in microseconds. */
export interface McpAttempt {
  /** Undefined if only the other side is in the trace. */
  client: SpanNode | undefined;
  server: SpanNode | undefined;
  /** The duration without the server's work: network, queues and both transports; undefined if a side is missing. */
  gapMicroseconds: number | undefined;
}

/** One MCP call, from both sides. */
export interface McpHop {
  method: string;
  /** The tool, if it is a tool call. */
  tool: string | undefined;
  /** Names of services. */
  from: string | undefined;
  to: string | undefined;
  protocol: string | undefined;
  transport: string | undefined;
  /** All attempts in order; more than one if the call was repeated. */
  attempts: McpAttempt[];
  startMicroseconds: number;
  /** The time from the begin of the first attempt to the end of the last, including the pauses. */
  durationMicroseconds: number;
}

/** The MCP calls of a trace, sorted by start. */
export function mcpHops({ roots, spans }: Trace): McpHop[] {
  const answering = new Set<SpanNode>();
  const hops: McpHop[] = [];
  for (const siblings of [roots, ...spans.map(({ children }) => children)]) {
    for (const calls of repetitionsAmong(siblings.filter((span) => isSide(span, 'CLIENT')))) {
      const attempts = calls.map(attemptOf);
      for (const { server } of attempts) if (server !== undefined) answering.add(server);
      hops.push(hopOf(attempts));
    }
  }
  const alone = spans.filter((span) => isSide(span, 'SERVER') && !answering.has(span));
  // Spread arguments are limited: a trace may have more spans.
  const unasked = alone.map((server) => hopOf([{ client: undefined, server, gapMicroseconds: undefined }]));
  return [...hops, ...unasked].sort((a, b) => a.startMicroseconds - b.startMicroseconds);
}

export function isFailedAttempt({ client, server }: McpAttempt): boolean {
  return [client, server].some((span) => span !== undefined && isFailed(span));
}

function isSide({ kind, attributes }: SpanNode, side: 'CLIENT' | 'SERVER'): boolean {
  return kind === side && attributes[MCP_METHOD] !== undefined;
}

/** Groups attempts, which are siblings with the same name. The first attempt of a call has the number 1, or none. */
function repetitionsAmong(clients: readonly SpanNode[]): SpanNode[][] {
  const open = new Map<string, { row: SpanNode[]; last: number }>();
  const rows: SpanNode[][] = [];
  for (const client of clients) {
    const key = `${client.service}\0${client.name}`;
    const number = Number(client.attributes[ATTR_MCP_REQUEST_ATTEMPT] ?? 1);
    const before = open.get(key);
    if (before !== undefined && number === before.last + 1) {
      before.row.push(client);
      before.last = number;
    } else {
      const row = [client];
      rows.push(row);
      open.set(key, { row, last: number });
    }
  }
  return rows;
}

/** Finds the server's span: a child of the client's, or below HTTP spans if the message carried no context. */
function attemptOf(client: SpanNode): McpAttempt {
  const server = serverBelow(client);
  return { client, server, gapMicroseconds: server && client.durationMicroseconds - server.durationMicroseconds };
}

function serverBelow(client: SpanNode): SpanNode | undefined {
  const waiting = [...client.children];
  // The list grows during the loop.
  for (const span of waiting) {
    if (isSide(span, 'SERVER') && span.attributes[MCP_METHOD] === client.attributes[MCP_METHOD]) return span;
    if (span.attributes[MCP_METHOD] === undefined) for (const child of span.children) waiting.push(child);
  }
  return undefined;
}

function hopOf(attempts: McpAttempt[]): McpHop {
  const sides = attempts.flatMap(({ client, server }) => [client, server]).filter((span) => span !== undefined);
  const outer = attempts.map(({ client, server }) => client ?? server).filter((span) => span !== undefined);
  const text = (name: string) => {
    const value = sides.find(({ attributes }) => attributes[name] !== undefined)?.attributes[name];
    return value === undefined ? undefined : String(value);
  };
  const { begin: startMicroseconds, end } = extentOf(outer);
  return {
    method: text(MCP_METHOD) ?? '',
    tool: text(TOOL_NAME),
    from: attempts.find(({ client }) => client !== undefined)?.client?.service,
    to: attempts.find(({ server }) => server !== undefined)?.server?.service,
    protocol: text(MCP_PROTOCOL),
    transport: text(TRANSPORT),
    attempts,
    startMicroseconds,
    durationMicroseconds: end - startMicroseconds,
  };
}
