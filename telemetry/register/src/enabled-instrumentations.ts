const DEFAULT = 'http,undici,pg,pino,runtime-node';

/**
 * The instrumentations of @opentelemetry/auto-instrumentations-node that run, as `OTEL_NODE_ENABLED_INSTRUMENTATIONS`
 * lists them; all others are off.
 */
export function enabledInstrumentations(): string {
  const given = process.env.OTEL_NODE_ENABLED_INSTRUMENTATIONS?.trim();
  return given === undefined || given === '' ? DEFAULT : given;
}
