import { McpInstrumentation } from '@cortex/telemetry/mcp';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { register } from 'import-in-the-middle/register-hooks.mjs';

register();
const sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter(), instrumentations: [new McpInstrumentation()] });
sdk.start();
process.once('beforeExit', () => sdk.shutdown());
