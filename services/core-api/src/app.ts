import {
  BackgroundTasks,
  type Channel,
  createLogger,
  createTokenIssuer,
  httpHealthCheck,
  type Logger,
  OPERATOR,
  type StartedService,
  startService,
  tokenVerifier,
} from '@cortex/runtime';
import { createMcpClient } from '@cortex/runtime/mcp-client';
import { observeBackgroundTasks, observeQueue } from '@cortex/signals';
import { bearerAuthentication } from './auth/bearer.ts';
import { Login } from './auth/login.ts';
import { CONCURRENT_CHECKS } from './auth/login-queue.ts';
import { addAuthRoutes } from './auth/routes.ts';
import { UserTokens } from './auth/user-tokens.ts';
import { loadUsers } from './auth/users.ts';
import type { CoreApiConfig } from './config.ts';
import { openEventBus } from './events/open-event-bus.ts';
import { InputProcessor } from './input/input-processor.ts';
import { InputStore } from './input/input-store.ts';
import { addInputRoutes } from './input/routes.ts';
import { addOutputRoutes } from './output/routes.ts';

export const NAME = 'core-api';

/** Assembles the parts of core-api and serves them. Resolves once the port is open. */
export async function startCoreApi(config: CoreApiConfig, channel?: Channel): Promise<StartedService> {
  const { limits } = config;
  const logger = createLogger(NAME, config.logLevel);
  const users = await loadUsers({ environment: config.environment, file: config.usersFile });
  const login = new Login(users, limits.login, channel);
  const tokens = new UserTokens({ secret: config.secrets.user, lifetimeSeconds: limits.tokenLifetimeSeconds });
  const authenticate = bearerAuthentication(tokens);
  const bus = await openEventBus({ limits: limits.events, location: config.eventsLocation, channel, logger });
  const work = new BackgroundTasks({ what: 'inputs', queue: 'input_processing', ...limits.work, logger });
  const { memory, cognition } = connectPeers(config, logger);
  observeQueue('input_processing', { waiting: () => work.waiting, working: () => work.running, workers: work.workers });
  const { queue } = login;
  observeQueue('login', { waiting: () => queue.waiting, working: () => queue.checking, workers: CONCURRENT_CHECKS });
  observeBackgroundTasks(() => work.waiting + work.running);
  const processor = new InputProcessor({ cognition, bus, logger, contextItems: limits.contextItems });

  return startService({
    name: NAME,
    config: config.service,
    logger,
    channel,
    checks: [
      httpHealthCheck({ name: 'memory_service', url: config.memoryUrl, isRequired: false }),
      httpHealthCheck({ name: 'cognition_service', url: config.cognitionUrl, isRequired: false }),
      ...bus.checks,
    ],
    routes: (router) => {
      addAuthRoutes(router, { login, tokens, authenticate, trustedProxies: config.trustedProxies });
      addInputRoutes(router, {
        authenticate,
        store: new InputStore(memory),
        processor,
        work,
        limits: limits.work,
      });
      addOutputRoutes(router, { authenticate, bus, stream: limits.stream });
    },
    operatorAuth: tokenVerifier({ secret: config.secrets.internal, audience: NAME, issuers: [OPERATOR] }),
    onStop: async () => {
      await work.stop();
      await bus.close();
      await Promise.all([memory.close(), cognition.close()]);
    },
  });
}

function connectPeers({ secrets, memoryUrl, cognitionUrl }: CoreApiConfig, logger: Logger) {
  const issuer = createTokenIssuer({ secret: secrets.internal, issuer: NAME });
  const connect = (peer: string, url: string) =>
    createMcpClient({ service: NAME, peer, url, token: (userId) => issuer.issue(userId, peer), logger });
  return { memory: connect('memory-service', memoryUrl), cognition: connect('cognition-service', cognitionUrl) };
}
