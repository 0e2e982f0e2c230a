import type { Router } from '@koa/router';
import type { Middleware } from 'koa';
import type { ServiceOptions } from '../http/service-options.ts';
import { faultRoutes } from './fault-routes.ts';
import { Faults } from './faults.ts';
import { faultyResource, faultyRoutes, faultyTool } from './faulty.ts';

export interface FaultyService {
  /** The given options, with tools and resources that faults can strike. */
  options: ServiceOptions;
  /** Strikes the requests of the service's own routes before they are handled. */
  middleware: Middleware;
}

export interface FaultyRouters {
  /** Receives /admin/faults. */
  admin: Router;
  /** Has the service's own routes. */
  own: Router;
}

/** Options of a service that authenticates its operators. */
export type GuardedOptions = ServiceOptions & Required<Pick<ServiceOptions, 'operatorAuth'>>;

/** Lets operators inject faults into a service. */
export function takeFaults(options: GuardedOptions, { admin, own }: FaultyRouters): FaultyService {
  const { tools = [], resources = [], operatorAuth, logger } = options;
  const faults = new Faults();
  const routes = own.stack.map(({ path }) => String(path));
  const targets = [...tools.map((tool) => tool.name), ...resources.map((resource) => resource.name), ...routes];
  faultRoutes(admin, { faults, targets, verify: operatorAuth, logger });
  return {
    options: {
      ...options,
      tools: tools.map((tool) => faultyTool(tool, faults)),
      resources: resources.map((resource) => faultyResource(resource, faults)),
    },
    middleware: faultyRoutes(own, faults),
  };
}
