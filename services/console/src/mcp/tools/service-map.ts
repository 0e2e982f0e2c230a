import { z } from 'zod';
import { shortName } from '../../model/format/text.ts';
import { pageOf } from '../../questions/page.ts';
import { serviceMap } from '../../questions/service-map.ts';
import { since, timeOf } from '../../questions/times.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { defineTool } from '../tool.ts';

const MOST_BYTES = 2700;

export const serviceMapTool = defineTool({
  name: 'service_map',
  title: 'Service map',
  description: 'Which service calls which, databases included, with calls, failures and the 95th percentile.',
  input: z.strictObject({
    since: since.default('1h'),
    ...pageInput(40, 200),
  }),
  output: z.object({
    edges: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        calls: z.number(),
        mcpCalls: z.number().optional().describe('of the calls'),
        failures: z.number().optional(),
        p95Ms: z.number().optional(),
      }),
    ),
    ...pageOutput,
  }),
  answer: async ({ since: from, limit, cursor }, { backends, links }) => {
    const end = Date.now();
    const edges = await serviceMap(backends, { begin: timeOf(from, end), end });
    const all = edges.map((edge) => ({
      from: shortName(edge.from),
      to: shortName(edge.to),
      calls: edge.calls,
      ...(edge.mcpCalls > 0 && { mcpCalls: edge.mcpCalls }),
      ...(edge.failures !== undefined && { failures: edge.failures }),
      ...(edge.p95Milliseconds !== undefined && { p95Ms: edge.p95Milliseconds }),
    }));
    const { items, ...next } = pageOf(all, { cursor, limit, mostBytes: MOST_BYTES });
    const lines = items.map((edge) => `${edge.from} → ${edge.to}: ${edge.calls} calls`);
    return {
      data: { edges: items, ...next },
      lines: lines.length === 0 ? [`There are no calls since ${from}.`] : lines,
      link: links.map({ from: timeOf(from, end), to: end }),
    };
  },
});
