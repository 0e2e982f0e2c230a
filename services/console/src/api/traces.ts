import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import { PAIRS_EXPECTED, readPairs } from '../model/search/attribute-pairs.ts';
import { type FoundTraces, findTraces } from '../questions/find-traces.ts';
import { type TracesWithId, tracesWithId } from '../questions/traces-with-id.ts';
import { answerRoute } from './answer.ts';
import { type Range, range, rangeOf } from './range.ts';

/** The matching traces, and the searched time in milliseconds since the epoch. */
export type TracesAnswer = FoundTraces & Range;
export type TracesWithIdAnswer = TracesWithId;

const MOST_TRACES = 1000;
const DAYS_MILLISECONDS = 24 * 60 * 60_000;
/** How far back ids are searched: backends keep data for days. */
const ID_DAYS = 7;

const text = z.string().min(1).optional();
const milliseconds = z.coerce.number().nonnegative().optional();

const pairs = z.string().transform((written, context) => {
  const read = readPairs(written);
  if ('pairs' in read) return read.pairs;
  context.addIssue({ code: 'custom', message: `expected ${PAIRS_EXPECTED}` });
  return z.NEVER;
});

const asked = z
  .object({
    ...range,
    service: text,
    operation: text,
    tool: text,
    calls: text,
    where: pairs.optional(),
    min: milliseconds,
    max: milliseconds,
    failed: z.stringbool().default(false),
    order: z.enum(['slowest', 'newest']).default('slowest'),
    most: z.coerce.number().int().min(1).max(MOST_TRACES).optional(),
  })
  .refine(({ min = 0, max = Number.POSITIVE_INFINITY }) => min <= max, {
    path: ['min'],
    message: 'expected no more milliseconds than max',
  });

/** Serves matching traces, and those that belong to another kind of id. */
export function tracesRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/traces',
    asked,
    context,
    answer: async ({ where, min, max, failed, minutes, from, to, ...question }, { backends }) => {
      const looked = rangeOf({ minutes, from, to });
      const found = await findTraces(backends.jaeger, {
        ...question,
        attributes: where,
        minMilliseconds: min,
        maxMilliseconds: max,
        failedOnly: failed,
        begin: looked.begin * 1000,
        end: looked.end * 1000,
      });
      return { ...found, ...looked } satisfies TracesAnswer;
    },
  });
  answerRoute(router, {
    path: '/api/traces-with-id',
    asked: z.object({ id: z.string().min(1).max(200) }),
    context,
    answer: async ({ id }, { backends }): Promise<TracesWithIdAnswer> => {
      const end = Date.now();
      return tracesWithId(backends, { id, begin: end - ID_DAYS * DAYS_MILLISECONDS, end });
    },
  });
}
