import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import { LOG_LEVELS } from '../model/logs/level.ts';
import type { LoggedLine } from '../model/logs/trace-log.ts';
import { traceId } from '../questions/known-trace.ts';
import { aroundLine } from '../questions/logs/around-line.ts';
import { conditionsOf } from '../questions/logs/conditions.ts';
import { findLines } from '../questions/logs/find-lines.ts';
import { type LogHistogram, logHistogram } from '../questions/logs/log-histogram.ts';
import { answerRoute } from './answer.ts';
import { boundedLine } from './bounded-line.ts';
import { jsonInUrl } from './json-in-url.ts';
import { type Range, range, rangeOf } from './range.ts';

/** The newest matching lines, and the searched time in milliseconds since the epoch. */
export interface LogsAnswer extends Range {
  lines: LoggedLine[];
  isCut: boolean;
}

export type LogHistogramAnswer = LogHistogram & Range;

export interface LogServicesAnswer {
  services: string[];
}

export interface AroundAnswer {
  lines: LoggedLine[];
}

const MOST_LINES = 1000;
const MOST_DOWNLOADED = 10_000;
const MOST_AROUND = 100;
const MOST_SERVICES = 500;
const MOST_CONDITIONS = 20;
const LONGEST = 4000;
/** A time in the log store's format, to the nanosecond. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

const text = z.string().min(1).max(LONGEST);
const conditions = z
  .array(z.strictObject({ field: text, value: z.string().max(LONGEST), not: z.boolean().default(false) }))
  .max(MOST_CONDITIONS);

const where = jsonInUrl(
  conditions,
  `at most ${MOST_CONDITIONS} conditions such as [{"field":"route","value":"/input","not":true}]`,
);

const search = {
  ...range,
  query: text.optional(),
  service: text.optional(),
  level: z.enum(LOG_LEVELS).optional(),
  traceId: traceId.optional(),
  where: where.optional(),
};

/** Serves matching log lines, their number over time, and the lines around one. */
export function logsRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/logs',
    asked: z.object({ ...search, most: z.coerce.number().int().min(1).max(MOST_LINES).default(200) }),
    context,
    answer: async ({ most, ...asked }, { backends }): Promise<LogsAnswer> => {
      const looked = rangeOf(asked);
      const found = await findLines(backends.logs, { ...asked, ...looked }, most + 1);
      return { lines: found.slice(0, most).map(boundedLine), isCut: found.length > most, ...looked };
    },
  });
  answerRoute(router, {
    path: '/api/logs/histogram',
    asked: z.object(search),
    context,
    answer: async (asked, { backends }): Promise<LogHistogramAnswer> => {
      const looked = rangeOf(asked);
      return { ...(await logHistogram(backends.logs, { ...asked, ...looked })), ...looked };
    },
  });
  answerRoute(router, {
    path: '/api/logs/services',
    asked: z.object(range),
    context,
    answer: async (asked, { backends }): Promise<LogServicesAnswer> => {
      const within = conditionsOf(rangeOf(asked));
      const found = await backends.logs.valuesOf('service.name', { conditions: within, limit: MOST_SERVICES });
      return { services: found.filter((service) => service !== '').sort() };
    },
  });
  answerRoute(router, {
    path: '/api/logs/around',
    asked: z.object({
      time: z.string().regex(TIME, 'expected a time such as 2026-11-28T17:00:00.123456Z'),
      service: text,
      instance: text.optional(),
      most: z.coerce.number().int().min(1).max(MOST_AROUND).default(15),
    }),
    context,
    answer: async (asked, { backends }): Promise<AroundAnswer> => ({
      lines: (await aroundLine(backends.logs, asked)).map(boundedLine),
    }),
  });
  answerRoute(router, {
    path: '/api/logs/download',
    asked: z.object(search),
    context,
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': 'attachment; filename="logs.jsonl"',
    },
    answer: async ({ query, ...asked }, { backends }): Promise<string> => {
      const within = conditionsOf({ ...asked, ...rangeOf(asked) });
      const records = await backends.logs.newest({ query, conditions: within, limit: MOST_DOWNLOADED });
      return records.map((record) => `${JSON.stringify(record)}\n`).join('');
    },
  });
}
