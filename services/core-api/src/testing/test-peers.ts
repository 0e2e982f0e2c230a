import { createLogger, defineTool, type StartedService, startService, tokenVerifier } from '@cortex/runtime';
import { z } from 'zod';
import { INTERNAL_SECRET, SERVICE_CONFIG } from './test-settings.ts';

export interface StoredInput {
  input_id: string;
  user_id: string;
  content: string;
  metadata?: Record<string, unknown> | undefined;
}

export interface ContextRequest {
  user_id: string;
  query: string;
  limit: number;
}

/** Starts a service with the interface of the memory service, which passes each input to `store`. */
export function startMemoryPeer(store: (input: StoredInput) => void): Promise<StartedService> {
  const input = z.object({
    input_id: z.string(),
    user_id: z.string(),
    content: z.string(),
    metadata: z.record(z.string(), z.unknown()).optional(),
  });
  const storeInput = defineTool({
    name: 'store_input',
    description: 'Stores an input',
    input,
    output: z.object({ input_id: z.string(), status: z.enum(['stored', 'duplicate']) }),
    handler: async (value) => {
      store(value);
      return { input_id: value.input_id, status: 'stored' as const };
    },
  });
  return startPeer('memory-service', storeInput);
}

export interface FoundItem {
  id: string;
  content: string;
}

/** Starts a service with the interface of the cognition service, which answers with the result of `find`. */
export function startCognitionPeer(find: (request: ContextRequest) => Promise<FoundItem[]>): Promise<StartedService> {
  const getContext = defineTool({
    name: 'get_context',
    description: 'Finds context',
    input: z.object({ user_id: z.string(), query: z.string(), limit: z.number() }),
    output: z.object({ context: z.array(z.object({ id: z.string(), content: z.string() })), result_type: z.string() }),
    handler: async (request) => ({ context: await find(request), result_type: 'full' }),
  });
  return startPeer('cognition-service', getContext);
}

function startPeer(name: string, tool: ReturnType<typeof defineTool>): Promise<StartedService> {
  return startService({
    name,
    config: SERVICE_CONFIG,
    logger: createLogger(name, 'silent'),
    checks: [],
    tools: [tool],
    internalAuth: tokenVerifier({ secret: INTERNAL_SECRET, audience: name, issuers: ['core-api'] }),
  });
}
