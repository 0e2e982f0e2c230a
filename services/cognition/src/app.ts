import {
  createLogger,
  createTokenIssuer,
  httpHealthCheck,
  type StartedService,
  startService,
  tokenVerifier,
} from '@cortex/runtime';
import { createMcpClient } from '@cortex/runtime/mcp-client';
import type { CognitionConfig } from './config.ts';
import { contextTool } from './context/tool.ts';

const NAME = 'cognition-service';
const MEMORY = 'memory-service';

/** Serves the contexts made of what the memory service remembers. */
export async function startCognition(config: CognitionConfig): Promise<StartedService> {
  const { service, logLevel, memoryUrl, internalSecret: secret } = config;
  const issuer = createTokenIssuer({ secret, issuer: NAME });
  const logger = createLogger(NAME, logLevel);
  const memory = createMcpClient({
    service: NAME,
    peer: MEMORY,
    url: memoryUrl,
    token: (userId) => issuer.issue(userId, MEMORY),
    logger,
  });
  return startService({
    name: NAME,
    config: service,
    logger,
    checks: [httpHealthCheck({ name: 'memory_service', url: memoryUrl })],
    tools: [contextTool(memory)],
    internalAuth: tokenVerifier({ secret, audience: NAME }),
    onStop: () => memory.close(),
  });
}
