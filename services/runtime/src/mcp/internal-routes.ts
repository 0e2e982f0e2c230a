import { Router } from '@koa/router';
import { parseBody } from '../http/parse-body.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { authenticate, sameMachineOnly } from './guard.ts';
import { mcpRoutes } from './mcp-routes.ts';
import { resourceRoute, toolRoute } from './plain-routes.ts';

/** The service's tools and resources, over MCP and over the plain routes, for holders of an internal token. */
export function internalRoutes(router: Router, options: ServiceOptions): void {
  const { name, config, logger, tools = [], resources = [], internalAuth } = options;
  if (tools.length + resources.length === 0) return;
  if (!internalAuth) throw new Error(`${name} has tools or resources, so startService needs internalAuth`);
  const { bodyLimitBytes, host } = config;
  const onFault = (error: unknown, { requestId }: { requestId: string }) =>
    logger.error({ err: error, request_id: requestId }, 'tool or resource failed');

  const internal = new Router();
  internal.use(sameMachineOnly(host), authenticate(internalAuth));
  mcpRoutes(internal, { name, tools, resources, onFault, bodyLimitBytes, logger });
  internal.use(...parseBody(bodyLimitBytes));
  for (const tool of tools) toolRoute(internal, tool);
  for (const resource of resources) resourceRoute(internal, resource);
  router.use(internal.routes());
}
