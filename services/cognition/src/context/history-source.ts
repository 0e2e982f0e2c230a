import type { McpClient } from '@cortex/runtime/mcp-client';
import type { ContextMetrics } from '@cortex/signals';

/** The part of the memory service's client that contexts need. */
export type HistorySource = Pick<McpClient, 'callTool'>;

/** Wraps the memory service, to measure each of its answers and failures. */
export function measuredSource(memory: HistorySource, metrics: ContextMetrics): HistorySource {
  return {
    async callTool(...call) {
      const started = performance.now();
      let outcome: 'answered' | 'failed' = 'failed';
      try {
        const answer = await memory.callTool(...call);
        outcome = 'answered';
        return answer;
      } finally {
        metrics.readHistory((performance.now() - started) / 1000, outcome);
      }
    },
  };
}
