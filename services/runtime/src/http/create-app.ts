import { koaTelemetry } from '@cortex/telemetry/koa';
import { Router } from '@koa/router';
import Koa from 'koa';
import { createHealth } from '../health/health.ts';
import { healthRoutes } from '../health/health-routes.ts';
import { internalRoutes } from '../mcp/internal-routes.ts';
import { accessLog } from './access-log.ts';
import { isClientGone } from './client-gone.ts';
import { errorHandler } from './error-handler.ts';
import { keepMatchedRoute } from './keep-matched-route.ts';
import { metricsRoute } from './metrics-route.ts';
import { parseBody } from './parse-body.ts';
import { requestId } from './request-id.ts';
import { requestState } from './request-state.ts';
import type { ServiceOptions } from './service-options.ts';

/** The skeleton every service has around its own routes. */
export function createApp(options: ServiceOptions, stopping: AbortSignal): Koa {
  const { logger, checks, config, routes, rawRoutes } = options;
  const router = new Router();
  healthRoutes(router, { report: createHealth({ checks, logger }), stopping });
  metricsRoute(router);
  internalRoutes(router, options);
  rawRoutes?.(router);
  router.use(keepMatchedRoute(parseBody(config.bodyLimitBytes)));
  routes?.(router);

  const app = new Koa();
  app.use(requestId({ logger, stopping }));
  app.use(koaTelemetry());
  app.use(accessLog);
  app.use(errorHandler);
  app.use(router.routes());
  app.use(router.allowedMethods());
  app.on('error', noteUnsent);
  return app;
}

/** Too late for an answer: the response was already under way. That its reader left is not the service's fault. */
function noteUnsent(error: Error, ctx: Koa.Context): void {
  requestState(ctx).logger[isClientGone(ctx) ? 'debug' : 'error']({ err: error }, 'response not sent whole');
}
