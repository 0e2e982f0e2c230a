const { McpInstrumentation } = require('@cortex/instrumentation-mcp');
const { NodeSDK } = require('@opentelemetry/sdk-node');

const sdk = new NodeSDK({ instrumentations: [new McpInstrumentation({ capturePayloads: true })] });
sdk.start();
process.once('beforeExit', () => sdk.shutdown());
