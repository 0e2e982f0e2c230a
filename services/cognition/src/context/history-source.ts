import type { McpClient } from '@cortex/runtime/mcp-client';
import type { ContextMetrics } from '@cortex/signals';

/** What of the memory service's client contexts need. */
export type HistorySource = Pick<McpClient, 'callTool'>;

/** The memory service, with each of its answers and failures measured. */
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
