export { hookImports } from '../module-hooks.ts';
export { McpInstrumentation } from './instrumentation.ts';
export type { McpInstrumentationConfig, PayloadInfo } from './types.ts';
