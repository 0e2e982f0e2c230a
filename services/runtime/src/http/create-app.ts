import { observeHealth } from '@cortex/signals';
import { koaTelemetry } from '@cortex/signals/koa';
import { Router } from '@koa/router';
import Koa from 'koa';
import { type GuardedOptions, takeFaults } from '../faults/take-faults.ts';
import { createHealth } from '../health/health.ts';
import { healthRoutes } from '../health/health-routes.ts';
import { WorkerQuestions } from '../process/worker-questions.ts';
import { accessLog } from './access-log.ts';
import { isClientGone } from './client-gone.ts';
import { errorHandler } from './error-handler.ts';
import { refuseForeignPages } from './foreign-pages.ts';
import { metricsRoute } from './metrics-route.ts';
import { parseBodyFor } from './parse-body-for.ts';
import { requestId } from './request-id.ts';
import { requestState } from './request-state.ts';
import type { ServiceOptions } from './service-options.ts';
import { slowLogger } from './slow-endpoint.ts';
import { traceResponse } from './trace-response.ts';

/** Builds the skeleton that every service has around its own routes. */
export async function createApp(given: ServiceOptions, stopping: AbortSignal): Promise<Koa> {
  const { logger, checks, config, slowSeconds, admit, routes, rawRoutes, channel } = given;
  const open = new Router();
  const unparsed = new Router();
  const health = createHealth({ checks, logger });
  const questions = channel && new WorkerQuestions(channel);
  stopping.addEventListener('abort', observeHealth(health.all));
  healthRoutes(open, { health, stopping, questions });
  metricsRoute(unparsed, questions);
  rawRoutes?.(unparsed);
  const parsed = new Router();
  routes?.(parsed);
  const faulty =
    config.takesFaults && isGuarded(given) ? takeFaults(given, { admin: unparsed, own: parsed, questions }) : undefined;
  await mcpRoutes(unparsed, faulty?.options ?? given);

  const app = new Koa();
  app.use(requestId({ logger, stopping }));
  app.use(traceResponse);
  app.use(koaTelemetry({ onAnswer: slowLogger(slowSeconds) }));
  app.use(accessLog);
  app.use(errorHandler);
  app.use(refuseForeignPages(config));
  app.use(open.routes());
  if (admit) app.use(admit);
  app.use(unparsed.routes());
  app.use(parseBodyFor(parsed, config.bodyLimitBytes));
  if (faulty) app.use(faulty.middleware);
  app.use(parsed.routes());
  app.use(parsed.allowedMethods());
  app.on('error', noteUnsent);
  return app;
}

function isGuarded(options: ServiceOptions): options is GuardedOptions {
  return options.operatorAuth !== undefined;
}

/** The MCP SDK is large: a service without tools and resources does not load it. */
async function mcpRoutes(router: Router, options: ServiceOptions): Promise<void> {
  const { tools = [], resources = [] } = options;
  if (tools.length + resources.length === 0) return;
  const { internalRoutes } = await import('../mcp/internal-routes.ts');
  internalRoutes(router, options);
}

/** Logs an error that came too late for an answer, because the response was already under way. A client that left is not the service's fault. */
function noteUnsent(error: Error, ctx: Koa.Context): void {
  requestState(ctx).logger[isClientGone(ctx) ? 'debug' : 'error']({ err: error }, 'response not sent whole');
}
