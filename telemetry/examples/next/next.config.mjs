/** What is patched when it is loaded must not be bundled. */
export default {
  serverExternalPackages: ['@cortex/instrumentation-mcp', '@modelcontextprotocol/sdk', '@opentelemetry/sdk-node'],
};
