import { hookImports, McpInstrumentation } from '@cortex/instrumentation-mcp';
import { NodeSDK } from '@opentelemetry/sdk-node';

const instrumentations = [new McpInstrumentation()];
const sdk = new NodeSDK({ instrumentations });
sdk.start();
hookImports(instrumentations);
process.once('beforeExit', () => sdk.shutdown());
