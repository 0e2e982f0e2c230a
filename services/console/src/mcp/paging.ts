import { z } from 'zod';
import { CURSOR } from '../questions/page.ts';

/** The input of a tool that answers in pages. @param normal the default number of items, at most `most` */
export function pageInput(normal: number, most: number) {
  return {
    limit: z.number().int().min(1).max(most).default(normal).describe('how many items to return'),
    cursor: z
      .string()
      .regex(CURSOR, 'expected the nextCursor of an earlier answer to the same question')
      .optional()
      .describe('the nextCursor of an earlier answer to the same question'),
  };
}

export const pageOutput = { nextCursor: z.string().optional().describe('asks for what follows, as cursor') };
