import { koaTelemetry } from '@cortex/telemetry/koa';
import type { Middleware } from 'koa';

export const middleware: Middleware = koaTelemetry();

// @ts-expect-error
koaTelemetry() satisfies number;
