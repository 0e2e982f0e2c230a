export { withCallAttributes } from './context/call-attributes.ts';
export { McpInstrumentation } from './instrumentation.ts';
export { hookImports } from './modules/module-hooks.ts';
export { type McpTransport, traceMcpTransport } from './others/transport.ts';
export { mergeDoubles, type SdkSpanProcessor } from './spans/merge-doubles.ts';
export type { McpInstrumentationConfig, McpRequestInfo, McpResponseInfo, PayloadInfo } from './types.ts';
