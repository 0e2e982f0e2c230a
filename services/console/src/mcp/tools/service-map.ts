import { z } from 'zod';
import { clean } from '../../questions/explain-trace/say.ts';
import { pageOf } from '../../questions/page.ts';
import { serviceMap } from '../../questions/service-map.ts';
import { since, timeOf } from '../../questions/times.ts';
import { defineTool } from '../tool.ts';

const MOST_BYTES = 2700;
const MOST_LINES = 12;

export const serviceMapTool = defineTool({
  name: 'service_map',
  title: 'Service map',
  description: 'Which service calls which, databases included, with calls, failures and the 95th percentile.',
  input: z.object({
    since: since.default('1h'),
    limit: z.number().int().min(1).max(200).default(40),
    cursor: z.string().optional(),
  }),
  output: z.object({
    edges: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        calls: z.number(),
        failures: z.number().optional(),
        p95Ms: z.number().optional(),
      }),
    ),
    nextCursor: z.string().optional(),
  }),
  answer: async ({ since: from, limit, cursor }, { backends }) => {
    const now = Date.now();
    const edges = await serviceMap(backends, Math.max(1, Math.round((now - timeOf(from, now)) / 1000)));
    const all = edges.map((edge) => ({
      from: clean(edge.from),
      to: clean(edge.to),
      calls: edge.calls,
      ...(edge.failures !== undefined && { failures: edge.failures }),
      ...(edge.p95Milliseconds !== undefined && { p95Ms: edge.p95Milliseconds }),
    }));
    const { items, nextCursor } = pageOf(all, { cursor, limit, mostBytes: MOST_BYTES });
    const lines = items.slice(0, MOST_LINES).map((edge) => `${edge.from} → ${edge.to}: ${edge.calls} calls`);
    return {
      data: { edges: items, ...(nextCursor !== undefined && { nextCursor }) },
      text: items.length === 0 ? `Nobody called anybody since ${from}.` : lines.join('\n'),
    };
  },
});
