export { hookImports } from '../module-hooks.ts';
export { withCallAttributes } from './call-attributes.ts';
export { McpInstrumentation } from './instrumentation.ts';
export type { McpInstrumentationConfig, PayloadInfo } from './types.ts';
