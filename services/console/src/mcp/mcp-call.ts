import type { SpanNode } from '@cortex/trace-testing/trace';
import { z } from 'zod';
import { shortName } from '../model/format/text.ts';
import { callerOf } from '../model/mcp-calls/caller.ts';
import type { McpHop } from '../model/mcp-calls/hops.ts';

/** An MCP call with both its sides, and who called. */
export const mcpCall = z.object({
  from: z.string().optional().describe('service of the client'),
  to: z.string().optional().describe('service of the server'),
  client: z.string().optional().describe('name and version that the client gave'),
  method: z.string(),
  tool: z.string().optional(),
  transport: z.string().optional(),
  protocol: z.string().optional().describe('revision'),
  attempts: z.number(),
  ms: z.number().describe('from the first attempt to the end of the last'),
  serverMs: z.number().optional().describe('of it, the work of the server'),
  gapMs: z.number().optional().describe('of its attempts, besides that work: network, queues and both transports'),
});

export function toMcpCall(hop: McpHop): z.output<typeof mcpCall> {
  const { from, to, method, tool, transport, protocol, attempts, durationMicroseconds } = hop;
  const servers = attempts.flatMap(({ server }) => server ?? []);
  const gaps = attempts.flatMap(({ gapMicroseconds }) => gapMicroseconds ?? []);
  const texts = { from, to, client: callerOf(hop) || undefined, tool, transport, protocol };
  const known = Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, shortName(text)]]));
  return {
    ...Object.fromEntries(known),
    method: shortName(method),
    attempts: attempts.length,
    ms: durationMicroseconds / 1000,
    ...(servers.length > 0 && { serverMs: sumOf(servers.map((span) => span.durationMicroseconds)) / 1000 }),
    ...(gaps.length > 0 && { gapMs: sumOf(gaps) / 1000 }),
  };
}

/** The span that begins a call: that of its first attempt, on the client's side if present. */
export function firstSide(hop: McpHop): SpanNode[] {
  return bothSides(hop).slice(0, 1);
}

export function bothSides({ attempts }: McpHop): SpanNode[] {
  return attempts.flatMap(({ client, server }) => [client, server]).filter((span) => span !== undefined);
}

const sumOf = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0);
