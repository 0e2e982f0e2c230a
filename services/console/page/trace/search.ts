import { z } from 'zod';
import { LOG_KINDS } from '../../src/model/logs/trace-log.ts';
import { STATISTICS_COLUMNS } from '../../src/model/trace/statistics.ts';
import { idInUrl } from '../parts/id-in-url.ts';
import { textInUrl } from '../parts/text-in-url.ts';

/** The views of a trace. */
export const VIEWS = ['timeline', 'log', 'statistics', 'graph', 'flame', 'compare'] as const;

/** The offset from the begin of the trace. */
const milliseconds = z.number().nonnegative().optional().catch(undefined);

/** The page's URL parameters. Invalid ones are ignored. */
export const traceSearch = z.object({
  view: z.enum(VIEWS).optional().catch(undefined),
  /** The span whose details are shown. */
  span: idInUrl,
  /** The visible part of the trace. */
  zoomFrom: milliseconds,
  zoomTo: milliseconds,
  /** Each MCP call is one row, unless unfolded. */
  hops: z.enum(['unfolded']).optional().catch(undefined),
  /** Hides what is not on the critical path. */
  critical: z.boolean().optional().catch(undefined),
  /** Hides shorter spans, in milliseconds. */
  min: milliseconds,
  /** The kinds of entries that the log shows. */
  logKind: z.enum(LOG_KINDS).optional().catch(undefined),
  logService: textInUrl,
  logText: textInUrl,
  /** The attribute that groups spans in the statistics, and their order. */
  group: textInUrl,
  sort: z.enum(STATISTICS_COLUMNS).optional().catch(undefined),
  ascending: z.boolean().optional().catch(undefined),
  /** The trace to compare with; the usual one of the same root when left out. */
  with: idInUrl,
  /** Text to find in the spans. */
  find: textInUrl,
});

export type TraceSearch = z.output<typeof traceSearch>;
export type TraceViewName = (typeof VIEWS)[number];
