export { sentStatus } from '../http/sent-status.ts';
export { type KoaTelemetryOptions, koaTelemetry } from './koa-telemetry.ts';
