export { koaTelemetry } from './koa-telemetry.ts';
