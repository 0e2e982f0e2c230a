import { hookImports, McpInstrumentation } from '@cortex/instrumentation-mcp';
import { NodeSDK } from '@opentelemetry/sdk-node';

const instrumentations = [new McpInstrumentation({ capturePayloads: true })];
const sdk = new NodeSDK({ instrumentations });
sdk.start();
hookImports(instrumentations);
process.once('beforeExit', () => sdk.shutdown());
