export { type KoaTelemetryOptions, koaTelemetry } from './koa-telemetry.ts';
