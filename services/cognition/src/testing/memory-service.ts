import { createLogger, defineTool, type StartedService, startService, tokenVerifier } from '@cortex/runtime';
import { z } from 'zod';
import type { HistoryItem } from '../context/history-item.ts';

export const SECRET = 'a-secret-that-only-tests-know-0123456789';
export const SERVICE_CONFIG = { host: '127.0.0.1', port: 0, bodyLimitBytes: 100_000, stopTimeoutMilliseconds: 1_000 };

export interface RememberingService extends StartedService {
  items: HistoryItem[];
  /** The get_history calls so far: which user asked, for how many items. */
  /** Awaited before an answer is sent. */
  answering(signal: AbortSignal): Promise<unknown>;
  calls: { user_id: string; limit: number; since?: string | undefined }[];
}

/** Starts a service with the interface of the memory service, which returns these items, newest first, to any user. Items that are added later come first. */
export async function startMemoryService(items: HistoryItem[]): Promise<RememberingService> {
  const calls: RememberingService['calls'] = [];
  const getHistory = defineTool({
    name: 'get_history',
    description: 'Pages of the items',
    input: z.object({
      user_id: z.string(),
      limit: z.number().max(500),
      before: z.string().optional(),
      since: z.string().optional(),
    }),
    output: z.object({
      items: z.array(z.unknown()),
      next_before: z.string().optional(),
      position: z.string().optional(),
    }),
    handler: async ({ user_id, limit, before = '0', since }, { signal }) => {
      calls.push({ user_id, limit, since });
      const asked = items.slice(0, items.length - Number(since ?? 0));
      const end = Number(before) + limit;
      const answer = {
        items: asked.slice(Number(before), end),
        ...(end < asked.length && { next_before: String(end) }),
        ...(since && { position: String(items.length) }),
      };
      await remembering.answering(signal);
      return answer;
    },
  });
  const service = await startService({
    name: 'memory-service',
    config: SERVICE_CONFIG,
    logger: createLogger('memory-service', 'silent'),
    checks: [],
    tools: [getHistory],
    internalAuth: tokenVerifier({ secret: SECRET, audience: 'memory-service', issuers: ['cognition-service'] }),
  });
  const remembering: RememberingService = { ...service, items, calls, answering: async () => {} };
  return remembering;
}

/** Creates items with these contents, newest first, a minute apart. */
export function itemsOf(contents: string[]): HistoryItem[] {
  return contents.map((content, age) => ({
    id: `item-${age}`,
    content,
    created_at: new Date(Date.UTC(2026, 0, 1) - age * 60_000).toISOString(),
  }));
}
