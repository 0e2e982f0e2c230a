import { hookImports, McpInstrumentation } from '@cortex/instrumentation-mcp';
import { NodeSDK } from '@opentelemetry/sdk-node';

const instrumentations = [new McpInstrumentation()];
const sdk = new NodeSDK({ instrumentations });
sdk.start();
// Lets them patch ES modules.
hookImports(instrumentations);
process.once('beforeExit', () => sdk.shutdown());
