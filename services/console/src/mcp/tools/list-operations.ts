import { z } from 'zod';
import { duration, shortName } from '../../model/format/text.ts';
import { operationsOf } from '../../questions/operations.ts';
import { pageOf } from '../../questions/page.ts';
import { since, timeOf } from '../../questions/times.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { defineTool } from '../tool.ts';

const MOST_BYTES = 2700;

export const listOperationsTool = defineTool({
  name: 'list_operations',
  title: 'List operations and MCP tools',
  description:
    'What services do: each operation with calls, failures, median and 95th percentile; with tools_only the catalogue of MCP tools in use, client and server side apart. Failures first.',
  input: z.strictObject({
    service: z.string().optional().describe('all when left out'),
    tools_only: z.boolean().default(false).describe('only calls of MCP tools'),
    since: since.default('1h'),
    ...pageInput(20, 100),
  }),
  output: z.object({
    operations: z.array(
      z.object({
        service: z.string(),
        name: z.string(),
        kind: z.string(),
        tool: z.string().optional(),
        calls: z.number(),
        failures: z.number(),
        medianMs: z.number().optional(),
        p95Ms: z.number().optional(),
      }),
    ),
    found: z.number(),
    ...pageOutput,
  }),
  answer: async ({ service, tools_only, since: from, limit, cursor }, { backends, links }) => {
    const at = Date.now();
    const seconds = Math.max(1, Math.round((at - timeOf(from, at)) / 1000));
    const found = await operationsOf(backends.prometheus, { service, toolsOnly: tools_only, seconds, at });
    const all = found.map(({ tool, medianMilliseconds, p95Milliseconds, ...one }) => ({
      ...one,
      service: shortName(one.service),
      name: shortName(one.name),
      kind: shortName(one.kind),
      ...(tool !== undefined && { tool: shortName(tool) }),
      ...(medianMilliseconds !== undefined && { medianMs: medianMilliseconds }),
      ...(p95Milliseconds !== undefined && { p95Ms: p95Milliseconds }),
    }));
    const { items: operations, ...next } = pageOf(all, { cursor, limit, mostBytes: MOST_BYTES });
    const lines = operations.map(
      ({ service, kind, name, calls, failures, p95Ms }) =>
        `${service} ${kind} ${name}: ${calls} calls, ${failures} failed${p95Ms === undefined ? '' : `, p95 ${duration(p95Ms)}`}`,
    );
    return {
      data: { operations, found: all.length, ...next },
      lines: lines.length === 0 ? [`Nothing was called since ${from}.`] : lines,
      link: tools_only ? links.mcpCalls() : links.traces({ service }),
    };
  },
});
