import {
  hookImports,
  McpInstrumentation,
  type McpInstrumentationConfig,
  traceMcpTransport,
} from '@cortex/instrumentation-mcp';
import { type Instrumentation, registerInstrumentations } from '@opentelemetry/instrumentation';

const config: McpInstrumentationConfig = { capturePayloads: true };
const instrumentations: Instrumentation[] = [new McpInstrumentation(config)];
registerInstrumentations({ instrumentations });
hookImports(instrumentations);
traceMcpTransport({ send: async () => {} }, 'client');
