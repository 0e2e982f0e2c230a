import type { Router } from '@koa/router';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { TokenVerifier } from '../auth/internal-token.ts';
import type { HealthCheck } from '../health/health-check.ts';
import type { Resource } from '../mcp/resource.ts';
import type { Tool } from '../mcp/tool.ts';
import type { Channel } from '../process/channel.ts';
import type { StreamSlotsLimits } from '../sse/stream-slots.ts';

export interface ServiceConfig {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Host names of the service besides `host`, addresses and the loopback names; their pages may call it. Default none. */
  allowedHosts?: string[];
  /** The largest request body, in bytes; a larger one is answered 413. */
  bodyLimitBytes: number;
  /** How long requests in flight may take to finish after stop(), before they are cut. */
  stopTimeoutMilliseconds: number;
  /** Bounds on open streams of resources and of MCP notifications. Default 250 for each user, 1,000 in all. */
  streams?: StreamSlotsLimits;
  /** Whether operators may inject faults at /admin/faults; needs `operatorAuth`. Default false. */
  takesFaults?: boolean;
}

export interface ServiceOptions {
  /** The name in telemetry, logs and MCP, e.g. `memory-service`. */
  name: string;
  config: ServiceConfig;
  logger: Logger;
  checks: HealthCheck[];
  /** The channel from a worker to its first process, with which /health and /metrics answer for all workers. */
  channel?: Channel | undefined;
  /** Answers that take longer are logged as warnings. Default 0.1, from the guide. */
  slowSeconds?: number;
  /** Runs before everything except /health, and throws to refuse a request. */
  admit?: Middleware;
  /** Adds the service's own routes, whose bodies are parsed into `ctx.request.body`. */
  routes?(router: Router): void;
  /** Adds routes that read the request's body themselves, of any type and size. */
  rawRoutes?(router: Router): void;
  tools?: Tool[];
  resources?: Resource[];
  /** Verifies the bearer token of /mcp, /tool and /resource; required with tools or resources. */
  internalAuth?: TokenVerifier;
  /** Verifies the bearer token of /admin; required with faults. */
  operatorAuth?: TokenVerifier;
  /** Whether the service holds data that it will soon forget. Once it does not, and no requests come, its free memory is given back. */
  isHolding?(): boolean;
  /** Runs after the last request has been answered: close databases and clients here. */
  onStop?(): Promise<void> | void;
}

export interface StopOptions {
  /** Aborting it cuts the requests that are still in flight. */
  hurry?: AbortSignal;
}

export interface StartedService {
  /** The base URL, e.g. `http://127.0.0.1:8000`, without a trailing slash. */
  readonly url: string;
  /** Rejects when the service has stopped by itself, because it cannot go on. */
  readonly failed?: Promise<never>;
  /** Reports not ready, refuses new connections, ends streams, finishes requests in flight, then calls onStop. Idempotent. */
  stop(options?: StopOptions): Promise<void>;
}
