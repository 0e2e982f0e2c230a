import type { Router } from '@koa/router';
import compose from 'koa-compose';
import { logFailure } from '../errors/log-failure.ts';
import { parseBody } from '../http/parse-body.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { StreamSlots } from '../sse/stream-slots.ts';
import { authenticate } from './guard.ts';
import { mcpRoute } from './mcp-route.ts';
import { resourceRoute, toolRoute } from './plain-routes.ts';

const STREAMS = { maxStreamsPerUser: 250, maxStreams: 1_000 };

/** Serves the service's tools and resources, over MCP and over plain routes, to holders of an internal token. */
export function internalRoutes(router: Router, options: ServiceOptions): void {
  const { name, config, logger, tools = [], resources = [], internalAuth } = options;
  if (!internalAuth) throw new Error(`${name} has tools or resources, so startService needs internalAuth`);
  const { bodyLimitBytes } = config;
  const onFault = (error: unknown, { requestId }: { requestId: string }) =>
    logFailure(logger.child({ request_id: requestId }), error, 'tool or resource failed');

  // One middleware for each route: every layer of a route would be a span.
  const slots = new StreamSlots({ ...STREAMS, ...config.streams });
  const entry = authenticate(internalAuth);
  const parsed = compose([entry, parseBody(bodyLimitBytes)]);
  mcpRoute(router, { name, tools, resources, onFault, bodyLimitBytes, logger, entry, slots });
  for (const tool of tools) toolRoute(router, tool, parsed);
  for (const resource of resources) resourceRoute(router, resource, { entry, slots });
}
