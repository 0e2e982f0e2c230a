import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { traceId } from '../questions/known-trace.ts';
import { since } from '../questions/times.ts';

/** Adds common questions as prompts, which a coding agent's user can select. */
export function addPrompts(server: McpServer): void {
  server.registerPrompt(
    'why-was-this-slow',
    {
      title: 'Why was this slow?',
      description: 'Finds the cause of one slow or failed request',
      argsSchema: z.object({
        trace_id: traceId.optional().describe('the trace; the slowest of the last 15 minutes when left out'),
      }),
    },
    ({ trace_id }) =>
      asUser(
        `${trace_id ? `Call explain_trace for ${trace_id}.` : 'Call find_traces with order slowest and since 15m, and explain_trace for the first.'} ` +
          'For a finding of the kind cpu or event_loop look at profile of that service, for an error or a query at search_logs with the trace id. ' +
          'Say the cause in one sentence with its numbers, name the function, statement, tool or service, and where in the code to change what. Claim nothing that no finding says.',
      ),
  );
  server.registerPrompt(
    'review-a-release',
    {
      title: 'Did a release make it worse?',
      description: 'Compares what is now with what was before a release',
      argsSchema: z.object({ since: since.describe('when it was released: an age such as 2h, or a time') }),
    },
    ({ since: released }) =>
      asUser(
        `Something was released at or ${released} ago. Call whats_wrong, list_operations, and find_traces since then with order slowest. ` +
          'For the operations that became slower call compare_traces with a trace from before and one from after. Say what became slower or fails since, by how much, and the likely cause with its evidence.',
      ),
  );
}

function asUser(text: string) {
  return { messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] };
}
