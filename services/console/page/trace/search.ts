import { z } from 'zod';
import { LOG_KINDS } from '../../src/model/logs/trace-log.ts';
import { STATISTICS_COLUMNS } from '../../src/model/trace/statistics.ts';
import { idInUrl } from '../parts/id-in-url.ts';
import { textInUrl } from '../parts/text-in-url.ts';

/** What a trace is looked at as. */
export const VIEWS = ['timeline', 'log', 'statistics', 'graph', 'flame', 'compare'] as const;

/** Since the begin of the trace. */
const milliseconds = z.number().nonnegative().optional().catch(undefined);

/** What the page's URL says. Whatever it cannot be is left out. */
export const traceSearch = z.object({
  view: z.enum(VIEWS).optional().catch(undefined),
  /** The span whose details are shown. */
  span: idInUrl,
  /** The part of the trace that is shown. */
  zoomFrom: milliseconds,
  zoomTo: milliseconds,
  /** MCP calls as one row each, unless they are unfolded. */
  hops: z.enum(['unfolded']).optional().catch(undefined),
  /** Leaves out what is not on the critical path. */
  critical: z.boolean().optional().catch(undefined),
  /** Leaves out shorter spans, in milliseconds. */
  min: milliseconds,
  /** What of the log is shown. */
  logKind: z.enum(LOG_KINDS).optional().catch(undefined),
  logService: textInUrl,
  logText: textInUrl,
  /** By what the statistics group spans, and their order. */
  group: textInUrl,
  sort: z.enum(STATISTICS_COLUMNS).optional().catch(undefined),
  ascending: z.boolean().optional().catch(undefined),
  /** The trace that it is compared with; the usual one of the same root when left out. */
  with: idInUrl,
  /** Text that is looked for in the spans. */
  find: textInUrl,
});

export type TraceSearch = z.output<typeof traceSearch>;
export type TraceViewName = (typeof VIEWS)[number];
