import { z } from 'zod';
import { textInUrl } from '../parts/text-in-url.ts';

export const ORDERS = ['calls', 'failures', 'p95'] as const;

/** What the page's URL says. Whatever it cannot be is left out. */
export const mcpCallsSearch = z.object({
  /** Who saw the calls: the servers when left out. */
  side: z.enum(['client']).optional().catch(undefined),
  /** Whose own view is shown: of a server, or of a tool, prompt or method, which may be one server's. */
  server: textInUrl,
  tool: textInUrl,
  prompt: textInUrl,
  method: textInUrl,
  /** By calls when left out. */
  order: z.enum(ORDERS).optional().catch(undefined),
});

export type McpCallsSearch = z.output<typeof mcpCallsSearch>;
export type Order = (typeof ORDERS)[number];
