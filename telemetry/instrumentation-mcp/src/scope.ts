/** The instrumentation scope of everything that this package emits. */
export const NAME = '@cortex/telemetry/mcp';
export const VERSION = '0.1.0';
/** The schema URL of the conventions, as their registry declares it. */
export const OPTIONS = { schemaUrl: 'https://opentelemetry.io/schemas/gen-ai-dev/1.42.0-dev' };
