import { z } from 'zod';
import { duration, shortName } from '../../model/format/text.ts';
import { compared } from '../../model/trace/comparison.ts';
import { knownTrace, traceId } from '../../questions/known-trace.ts';
import { pageOf } from '../../questions/page.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { defineTool } from '../tool.ts';

const MOST_BYTES = 2600;

export const compareTracesTool = defineTool({
  name: 'compare_traces',
  title: 'Compare two traces',
  description:
    'How one trace differs from another, by operation: the number of its spans and their own time, largest changes first. Use a usual trace as before and a slow one as after.',
  input: z.strictObject({
    before: traceId.describe('a usual one: 32 hexadecimal digits'),
    after: traceId.describe('the one in question'),
    ...pageInput(12, 100),
  }),
  output: z.object({
    millisecondsBefore: z.number(),
    millisecondsAfter: z.number(),
    operations: z.array(
      z.object({
        operation: z.string(),
        countBefore: z.number(),
        countAfter: z.number(),
        selfMsBefore: z.number(),
        selfMsAfter: z.number(),
      }),
    ),
    ...pageOutput,
  }),
  answer: async ({ before, after, limit, cursor }, { backends, links }) => {
    const [was, is] = await Promise.all([before, after].map((id) => knownTrace(backends.jaeger, id)));
    if (was === undefined || is === undefined) throw new Error('expected two traces');
    const comparison = compared(was, is);
    const [millisecondsBefore, millisecondsAfter] = [comparison.before.milliseconds, comparison.after.milliseconds];
    const all = comparison.operations.map((one) => ({
      operation: `${shortName(one.service)} ${shortName(one.name)}`,
      countBefore: one.countBefore,
      countAfter: one.countAfter,
      selfMsBefore: one.selfMillisecondsBefore,
      selfMsAfter: one.selfMillisecondsAfter,
    }));
    const { items: operations, ...next } = pageOf(all, { cursor, limit, mostBytes: MOST_BYTES });
    const lines = operations.map(
      ({ operation, countBefore, countAfter, selfMsBefore, selfMsAfter }) =>
        `${operation}: ${duration(selfMsBefore)} in ${countBefore} → ${duration(selfMsAfter)} in ${countAfter}`,
    );
    return {
      data: { millisecondsBefore, millisecondsAfter, operations, ...next },
      lines: [`${duration(millisecondsBefore)} → ${duration(millisecondsAfter)}. By own time:`, ...lines],
      link: links.trace(after),
    };
  },
});
