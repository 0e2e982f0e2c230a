import { inputContent, inputMetadata } from '@cortex/runtime';
import { z } from 'zod';
import { decodeCursor } from './cursor.ts';

const MAX_PAGE = 500;
const DEFAULT_PAGE = 10;
/** The last moment with a four-digit year. */
const MAX_TIMESTAMP = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Opaque to this service; one line, so that it can be an event's id. */
const id = z.string().regex(/^[\x21-\x7e]{1,128}$/, '1 to 128 printable ASCII characters without spaces');

const userId = id.describe('The subject of the token');

const createdAt = z.iso
  .datetime({ offset: true, abort: true, error: 'an ISO 8601 date and time with an offset or Z' })
  .refine((text) => Date.parse(text) >= 0 && Date.parse(text) <= MAX_TIMESTAMP, {
    error: 'a time between the years 1970 and 9999',
  });

const before = z
  .string()
  .max(256, { abort: true })
  .refine((text) => decodeCursor(text) !== undefined, { error: 'the next_before of an earlier answer' })
  .describe('next_before of an earlier answer: continues after its last item');

const page = { user_id: userId, before: before.optional() };

export const storeInputArguments = z.object({
  input_id: id.describe('Chosen by the caller, unique; storing it again changes nothing'),
  user_id: userId,
  content: inputContent.min(1),
  metadata: inputMetadata.optional(),
  created_at: createdAt.optional().describe('When the input was made; default: now'),
});

export const storeInputResult = z.object({ input_id: z.string(), status: z.enum(['stored', 'duplicate']) });

const since = z
  .string()
  .regex(/^\d{1,15}$/, '0 or the position of an earlier answer')
  .describe('0, or the position of an earlier answer: selects only items stored after it, whatever their date');

export const getHistoryArguments = z.object({
  ...page,
  since: since.optional(),
  limit: z.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
});

/** Like `getHistoryArguments`, from a URL, in which numbers are text. */
export const historyParameters = z.object({
  ...page,
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
});

export const summaryParameters = z.object({ user_id: userId });

export const userSummary = z.object({
  user_id: z.string(),
  total_interactions: z.number().int().describe('Inputs stored'),
  last_active: z.string().optional().describe('Time of the newest input, ISO 8601; absent where there is none'),
  common_topics: z.array(z.string()).describe('Frequent words of the inputs, most frequent first, at most ten'),
});

export const historyPage = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      content: z.string(),
      metadata: z.record(z.string(), z.unknown()),
      created_at: z.string(),
    }),
  ),
  next_before: z.string().optional(),
  position: z.string().optional().describe('Only with since: the value of since for a later call'),
});
