/** Modules that are patched as they load must not be bundled. */
export default {
  serverExternalPackages: ['@cortex/instrumentation-mcp', '@modelcontextprotocol/sdk', '@opentelemetry/sdk-node'],
};
