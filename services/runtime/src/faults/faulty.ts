import type { Router } from '@koa/router';
import type { Middleware } from 'koa';
import { clientGone } from '../http/client-gone.ts';
import type { Resource } from '../mcp/resource.ts';
import type { Tool } from '../mcp/tool.ts';
import type { Faults } from './faults.ts';

/** Wraps a tool, so that its faults strike it. */
export function faultyTool(tool: Tool, faults: Faults): Tool {
  return {
    ...tool,
    run: async (input, context) => {
      await faults.strike(tool.name, context.signal);
      return tool.run(input, context);
    },
  };
}

/** Wraps a resource, so that its faults strike it. */
export function faultyResource(resource: Resource, faults: Faults): Resource {
  const { name, read, stream } = resource;
  return {
    ...resource,
    read: async (input, context) => {
      await faults.strike(name, context.signal);
      return read(input, context);
    },
    ...(stream && {
      stream: async (input, context, open) => {
        await faults.strike(name, context.signal);
        return stream(input, context, open);
      },
    }),
  };
}

/** Strikes the requests of the router's routes, whose targets are their patterns. */
export function faultyRoutes(router: Router, faults: Faults): Middleware {
  return async (ctx, next) => {
    if (faults.isEmpty) return next();
    const { pathAndMethod } = router.match(ctx.path, ctx.method);
    const route = pathAndMethod.at(-1)?.path;
    if (route !== undefined) await faults.strike(String(route), clientGone(ctx));
    return next();
  };
}
