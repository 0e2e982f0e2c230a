import { z } from 'zod';
import { textInUrl } from '../parts/text-in-url.ts';

export const ORDERS = ['calls', 'failures', 'p95'] as const;

/** The page's URL parameters. Invalid ones are ignored. */
export const mcpCallsSearch = z.object({
  /** Whose spans are counted: those of servers when left out. */
  side: z.enum(['client']).optional().catch(undefined),
  /** Selects one server, or one tool, prompt or method, of one server or of all. */
  server: textInUrl,
  tool: textInUrl,
  prompt: textInUrl,
  method: textInUrl,
  /** By calls when left out. */
  order: z.enum(ORDERS).optional().catch(undefined),
});

export type McpCallsSearch = z.output<typeof mcpCallsSearch>;
export type Order = (typeof ORDERS)[number];
