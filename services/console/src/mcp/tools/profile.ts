import { z } from 'zod';
import { foldedStacks } from '../../model/folded-stacks.ts';
import { usesOf } from '../../model/function-uses.ts';
import { duration, shortened } from '../../model/text.ts';
import { clean } from '../../questions/explain-trace/say.ts';
import { traceId } from '../../questions/known-trace.ts';
import { pageOf } from '../../questions/page.ts';
import { profileOf } from '../../questions/profile-of.ts';
import { since, timeOf } from '../../questions/times.ts';
import { defineTool } from '../tool.ts';

const MOST_FUNCTION_BYTES = 1600;
const MOST_STACK_BYTES = 1200;
const MOST_STACKS = 5;
const LONGEST_STACK = 400;
const MOST_LINES = 5;
/** Of nanoseconds and bytes, as the profile has them. */
const UNITS = { cpu: 1e6, wall: 1e6, alloc: 1024 };

export const profileTool = defineTool({
  name: 'profile',
  title: 'Profile',
  description:
    'Which functions of a service used CPU time (cpu), held its event loop (wall) or allocated memory (alloc), for all requests or one trace: by the function itself and with what it calls, with file and line, and the largest stacks. Profiling is always on.',
  input: z.object({
    service: z.string(),
    trace_id: traceId.optional().describe('only this trace; cpu and wall'),
    type: z.enum(['cpu', 'wall', 'alloc']).default('cpu'),
    since: since.default('15m'),
    limit: z.number().int().min(1).max(50).default(12),
    cursor: z.string().optional(),
  }),
  output: z.object({
    service: z.string(),
    unit: z.enum(['ms', 'KB']),
    total: z.number(),
    functions: z
      .array(z.object({ name: z.string(), place: z.string(), self: z.number(), total: z.number() }))
      .describe('largest self first'),
    stacks: z
      .array(z.object({ stack: z.string(), value: z.number() }))
      .describe('outermost function first, separated by ;'),
    nextCursor: z.string().optional(),
  }),
  answer: async ({ service, trace_id, type, since: from, limit, cursor }, { backends }) => {
    const now = Date.now();
    const profile = await profileOf(backends.profiles, {
      service,
      type,
      traceId: trace_id,
      begin: timeOf(from, now),
      end: now,
    });
    const unit = type === 'alloc' ? ('KB' as const) : ('ms' as const);
    const amount = (value: number) => Math.round((value / UNITS[type]) * 10) / 10;
    const uses = usesOf(profile);
    const all = uses.functions.map(({ name, place, self, total }) => ({
      name: clean(name),
      place: clean(place),
      self: amount(self),
      total: amount(total),
    }));
    const { items, nextCursor } = pageOf(all, { cursor, limit, mostBytes: MOST_FUNCTION_BYTES });
    const stacks = foldedStacks(profile).map(({ stack, value }) => ({
      stack: shortened(stack.replace(/\p{C}/gu, '�'), LONGEST_STACK),
      value: amount(value),
    }));
    const said = items
      .slice(0, MOST_LINES)
      .map(
        ({ name, place, self }) =>
          `${unit === 'ms' ? duration(self) : `${self} KB`} ${name}${place === '' ? '' : ` (${place})`}`,
      );
    return {
      data: {
        service: clean(service),
        unit,
        total: amount(uses.total),
        functions: items,
        stacks: pageOf(stacks, { cursor: undefined, limit: MOST_STACKS, mostBytes: MOST_STACK_BYTES }).items,
        ...(nextCursor !== undefined && { nextCursor }),
      },
      text: [`${clean(service)}, ${type}: ${amount(uses.total)} ${unit}. By the functions themselves:`, ...said].join(
        '\n',
      ),
    };
  },
});
