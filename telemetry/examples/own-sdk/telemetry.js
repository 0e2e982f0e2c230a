import { hookImports, McpInstrumentation } from '@cortex/instrumentation-mcp';
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { NodeSDK } from '@opentelemetry/sdk-node';

const instrumentations = [...getNodeAutoInstrumentations(), new McpInstrumentation()];
const sdk = new NodeSDK({ instrumentations });
sdk.start();
// Lets them patch ES modules.
hookImports(instrumentations);
process.once('beforeExit', () => sdk.shutdown());
