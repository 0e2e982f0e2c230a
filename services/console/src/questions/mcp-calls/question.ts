import type { Side } from '../../model/mcp-calls/group.ts';

/** Which MCP calls are asked about; what is left out may be anything. */
export interface CallsQuestion {
  side: Side;
  /** The same as in `CallKey`. */
  server?: string | undefined;
  tool?: string | undefined;
  prompt?: string | undefined;
  method?: string | undefined;
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
}
