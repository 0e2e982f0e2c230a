import { z } from 'zod';
import { LOG_LEVELS } from '../../src/model/logs/level.ts';
import { idInUrl } from '../parts/id-in-url.ts';
import { textInUrl } from '../parts/text-in-url.ts';

const condition = z.object({ field: z.string(), value: z.string(), not: z.literal(true).optional() });

/** The page's URL parameters. Invalid ones are ignored. */
export const logsSearch = z.object({
  /** LogsQL. */
  query: textInUrl,
  service: textInUrl,
  level: z.enum(LOG_LEVELS).optional().catch(undefined),
  trace: idInUrl,
  where: z.array(condition).optional().catch(undefined),
  /** Polls for new lines. */
  live: z.literal(true).optional().catch(undefined),
  /** The line that is open, identified by the model's `keyOf`. */
  line: textInUrl,
});

export type LogsSearch = z.output<typeof logsSearch>;
export type Condition = z.output<typeof condition>;
