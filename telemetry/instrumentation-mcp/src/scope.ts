/** The instrumentation scope of all that is emitted here. */
export const NAME = '@cortex/telemetry/mcp';
export const VERSION = '0.1.0';
