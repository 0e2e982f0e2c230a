export {
  hookImports,
  McpInstrumentation,
  type McpInstrumentationConfig,
  type McpRequestInfo,
  type McpResponseInfo,
  type McpTransport,
  type PayloadInfo,
  traceMcpTransport,
  withCallAttributes,
} from '@cortex/instrumentation-mcp';
