import type { Router } from '@koa/router';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { TokenVerifier } from '../auth/internal-token.ts';
import type { HealthCheck } from '../health/health-check.ts';
import type { Resource } from '../mcp/resource.ts';
import type { Tool } from '../mcp/tool.ts';
import type { StreamSlotsLimits } from '../sse/stream-slots.ts';

export interface ServiceConfig {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Names besides `host`, addresses and the loopback ones under which the service is addressed, and whose pages may call it; default none. */
  allowedHosts?: string[];
  /** Largest request body, in bytes; more is answered 413. */
  bodyLimitBytes: number;
  /** How long requests in flight may take to finish after stop() before they are cut. */
  stopTimeoutMilliseconds: number;
  /** Streams of resources and of MCP notifications; default 250 of one user, 1,000 of all. */
  streams?: StreamSlotsLimits;
  /** Whether operators may inject faults, by /admin/faults; default no. Only where there is `operatorAuth`. */
  takesFaults?: boolean;
}

export interface ServiceOptions {
  /** Name in telemetry, logs and MCP, e.g. `memory-service`. */
  name: string;
  config: ServiceConfig;
  logger: Logger;
  checks: HealthCheck[];
  /** Answers that take longer are warnings in the log; default the guide's 0.1. */
  slowSeconds?: number;
  /** Runs before everything but /health, and throws for who may not come in. */
  admit?: Middleware;
  /** Adds the service's own routes; their bodies are parsed (`ctx.request.body`). */
  routes?(router: Router): void;
  /** Adds routes that read the request's body themselves, whatever its type and size. */
  rawRoutes?(router: Router): void;
  tools?: Tool[];
  resources?: Resource[];
  /** Verifies the bearer token of /mcp, /tool and /resource; required with tools or resources. */
  internalAuth?: TokenVerifier;
  /** Verifies the bearer token of /admin; required with faults. */
  operatorAuth?: TokenVerifier;
  /** Whether it holds what it will soon forget. Once it does not, and nobody asks for anything, its memory is freed. */
  isHolding?(): boolean;
  /** Runs after the last request has been answered: close databases and clients here. */
  onStop?(): Promise<void> | void;
}

export interface StopOptions {
  /** Aborting it cuts the requests that are still in flight. */
  hurry?: AbortSignal;
}

export interface StartedService {
  /** E.g. `http://127.0.0.1:8000`, without a slash at the end. */
  readonly url: string;
  /** Reports not ready, refuses new connections, ends streams, finishes requests in flight, then calls onStop. Idempotent. */
  stop(options?: StopOptions): Promise<void>;
}
