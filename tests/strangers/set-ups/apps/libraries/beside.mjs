/** Our instrumentation in an application's `NodeSDK`, with third-party ones before or after it. */
import { MCPInstrumentation as OpenInference } from '@arizeai/openinference-instrumentation-mcp';
import { hookImports, McpInstrumentation } from '@cortex/instrumentation-mcp';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { McpInstrumentation as Traceloop } from '@traceloop/instrumentation-mcp';

const others = [new OpenInference(), new Traceloop()];
const instrumentations =
  process.env.OURS === 'first' ? [new McpInstrumentation(), ...others] : [...others, new McpInstrumentation()];
const sdk = new NodeSDK({ instrumentations });
sdk.start();
hookImports(instrumentations);
process.once('beforeExit', () => sdk.shutdown());
