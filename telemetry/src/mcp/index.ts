export { McpInstrumentation } from './instrumentation.ts';
export type { McpInstrumentationConfig, PayloadInfo } from './types.ts';
