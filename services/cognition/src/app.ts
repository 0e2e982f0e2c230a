import {
  BackgroundTasks,
  type Channel,
  createLogger,
  createTokenIssuer,
  httpHealthCheck,
  OPERATOR,
  type StartedService,
  startService,
  tokenVerifier,
} from '@cortex/runtime';
import { createMcpClient } from '@cortex/runtime/mcp-client';
import { observeQueue } from '@cortex/signals';
import type { CognitionConfig } from './config.ts';
import { Contexts } from './context/contexts.ts';
import { contextTool } from './context/tool.ts';

export const NAME = 'cognition-service';
const CALLERS = ['core-api'];
const MEMORY = 'memory-service';

/** Serves contexts that are made from the histories in the memory service. */
export async function startCognition(config: CognitionConfig, channel?: Channel): Promise<StartedService> {
  const { service, logLevel, memoryUrl, internalSecret: secret, limits } = config;
  const issuer = createTokenIssuer({ secret, issuer: NAME });
  const logger = createLogger(NAME, logLevel);
  const memory = createMcpClient({
    service: NAME,
    peer: MEMORY,
    url: memoryUrl,
    token: (userId) => issuer.issue(userId, MEMORY),
    logger,
    limits: limits.memory,
  });
  const queue = new BackgroundTasks({ what: 'contexts', queue: 'context_generation', ...limits.queue, logger });
  const stopObserving = observeQueue('context_generation', {
    waiting: () => queue.waiting,
    working: () => queue.running,
    workers: queue.workers,
  });
  return startService({
    name: NAME,
    config: service,
    channel,
    logger,
    checks: [httpHealthCheck({ name: 'memory_service', url: memoryUrl, isRequired: false })],
    tools: [contextTool({ contexts: new Contexts(memory, logger), queue })],
    internalAuth: tokenVerifier({ secret, audience: NAME, issuers: CALLERS }),
    operatorAuth: tokenVerifier({ secret, audience: NAME, issuers: [OPERATOR] }),
    onStop: async () => {
      await queue.stop();
      stopObserving();
      await memory.close();
    },
  });
}
