export {
  hookImports,
  McpInstrumentation,
  type McpInstrumentationConfig,
  type McpTransport,
  type PayloadInfo,
  traceMcpTransport,
  withCallAttributes,
} from '@cortex/instrumentation-mcp';
