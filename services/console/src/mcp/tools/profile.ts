import { z } from 'zod';
import { duration, printable, shortened, shortName } from '../../model/format/text.ts';
import { foldedStacks } from '../../model/profile/folded-stacks.ts';
import { usesOf } from '../../model/profile/function-uses.ts';
import { chosenProfile } from '../../questions/chosen-profile.ts';
import { traceId } from '../../questions/known-trace.ts';
import { firstOf, pageOf } from '../../questions/page.ts';
import { since, timeOf } from '../../questions/times.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { defineTool } from '../tool.ts';

const MOST_FUNCTION_BYTES = 1600;
const MOST_STACK_BYTES = 1200;
const MOST_STACKS = 5;
const LONGEST_STACK = 400;
/** The units in which the profile's nanoseconds and bytes are shown. */
const TIME = { unit: 'ms', size: 1e6 } as const;
const MEMORY = { unit: 'KB', size: 1024 } as const;
const UNITS = { cpu: TIME, wall: TIME, heap: MEMORY, alloc: MEMORY };

export const profileTool = defineTool({
  name: 'profile',
  title: 'Profile',
  description:
    'Which functions of a service used CPU time (cpu), held its event loop (wall), hold memory (heap) or allocated it (alloc), for all requests, one trace or one span: self and total values, with file and line, and the largest stacks. Profiling is always on.',
  input: z.strictObject({
    service: z.string().optional().describe('needed unless a span is asked for'),
    trace_id: traceId.optional().describe('only this trace; cpu and wall'),
    span_id: z.string().optional().describe('only this span of the trace, with the work that it began in its service'),
    type: z
      .enum(['cpu', 'wall', 'heap', 'alloc'])
      .default('cpu')
      .describe('wall: time on the event loop; heap: in use, of the last 5 minutes at most; alloc: allocated'),
    since: since.default('15m'),
    ...pageInput(12, 50),
  }),
  output: z.object({
    service: z.string(),
    unit: z.enum(['ms', 'KB']),
    total: z.number(),
    ofSpan: z.string().optional().describe('whose profile it is when the span asked for is a part of it'),
    functions: z
      .array(z.object({ name: z.string(), place: z.string(), self: z.number(), total: z.number() }))
      .describe('largest self first'),
    stacks: z
      .array(z.object({ stack: z.string(), value: z.number() }))
      .describe('outermost function first, separated by ;'),
    ...pageOutput,
  }),
  answer: async ({ service: asked, trace_id, span_id, type, since: from, limit, cursor }, { backends, links }) => {
    const now = Date.now();
    const begin = timeOf(from, now);
    const choice = { service: asked, traceId: trace_id, spanId: span_id, type, begin, end: now };
    const { service, profile, states, owner } = await chosenProfile(backends, choice);
    const { unit, size } = UNITS[type];
    const amount = (value: number) => Math.round((value / size / states) * 10) / 10;
    const uses = usesOf(profile);
    const all = uses.functions.map(({ name, place, self, total }) => ({
      name: shortName(name),
      place: shortName(place),
      self: amount(self),
      total: amount(total),
    }));
    const { items: functions, ...next } = pageOf(all, { cursor, limit, mostBytes: MOST_FUNCTION_BYTES });
    const stacks = foldedStacks(profile).map(({ stack, value }) => ({
      stack: shortened(printable(stack), LONGEST_STACK),
      value: amount(value),
    }));
    const said = functions.map(
      ({ name, place, self }) =>
        `${unit === 'ms' ? duration(self) : `${self} KB`} ${name}${place === '' ? '' : ` (${place})`}`,
    );
    const total = amount(uses.total);
    return {
      data: {
        service: shortName(service),
        unit,
        total,
        ...(owner !== undefined && { ofSpan: `${shortName(owner.name)} ${shortName(owner.spanId)}` }),
        functions,
        stacks: firstOf(stacks, { most: MOST_STACKS, mostBytes: MOST_STACK_BYTES }),
        ...next,
      },
      lines: [`${shortName(service)}, ${type}: ${total} ${unit}. By the functions themselves:`, ...said],
      link: links.profiles({
        service,
        type,
        ...(trace_id === undefined ? { from: begin, to: now } : { trace: trace_id, span: span_id }),
      }),
    };
  },
});
