import { hookImports, McpInstrumentation } from '@cortex/instrumentation-mcp';
import { NodeSDK } from '@opentelemetry/sdk-node';

const instrumentations = [new McpInstrumentation()];
new NodeSDK({ instrumentations }).start();
hookImports(instrumentations);
