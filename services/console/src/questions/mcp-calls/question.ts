import type { Side } from '../../model/mcp-calls/group.ts';

/** Selects MCP calls; fields that are left out match anything. */
export interface CallsQuestion {
  side: Side;
  /** See `CallKey`. */
  server?: string | undefined;
  tool?: string | undefined;
  prompt?: string | undefined;
  method?: string | undefined;
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
}
