export {
  hookImports,
  McpInstrumentation,
  type McpInstrumentationConfig,
  type McpRequestInfo,
  type McpResponseInfo,
  type McpTransport,
  mergeDoubles,
  type PayloadInfo,
  type SdkSpanProcessor,
  traceMcpTransport,
  withCallAttributes,
} from '@cortex/instrumentation-mcp';
