import type { Router } from '@koa/router';
import type { Middleware } from 'koa';
import type { ServiceOptions } from '../http/service-options.ts';
import type { WorkerQuestions } from '../process/worker-questions.ts';
import { faultRoutes } from './fault-routes.ts';
import { type FaultChange, Faults } from './faults.ts';
import { faultyResource, faultyRoutes, faultyTool } from './faulty.ts';
import { joinFaults } from './share-faults.ts';

export interface FaultyService {
  /** The given options, with tools and resources that faults can strike. */
  options: ServiceOptions;
  /** Strikes the requests of the service's own routes before they are handled. */
  middleware: Middleware;
}

export interface FaultyParts {
  /** Receives /admin/faults. */
  admin: Router;
  /** The router of the service's own routes. */
  own: Router;
  /** The channel to the other workers; undefined if there are none. */
  questions: WorkerQuestions | undefined;
}

/** Options of a service that authenticates its operators. */
export type GuardedOptions = ServiceOptions & Required<Pick<ServiceOptions, 'operatorAuth'>>;

/** Lets operators inject faults into a service, at all of its workers. */
export function takeFaults(options: GuardedOptions, { admin, own, questions }: FaultyParts): FaultyService {
  const { tools = [], resources = [], operatorAuth, logger, channel } = options;
  const faults = new Faults();
  const change =
    channel && questions ? joinFaults(faults, { channel, questions }) : async (one: FaultChange) => faults.apply(one);
  const routes = own.stack.map(({ path }) => String(path));
  const targets = [...tools.map((tool) => tool.name), ...resources.map((resource) => resource.name), ...routes];
  faultRoutes(admin, { faults, change, targets, verify: operatorAuth, logger });
  return {
    options: {
      ...options,
      tools: tools.map((tool) => faultyTool(tool, faults)),
      resources: resources.map((resource) => faultyResource(resource, faults)),
    },
    middleware: faultyRoutes(own, faults),
  };
}
