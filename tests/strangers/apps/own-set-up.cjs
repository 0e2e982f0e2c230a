const { McpInstrumentation } = require('@cortex/telemetry/mcp');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');
const { NodeSDK } = require('@opentelemetry/sdk-node');

const sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter(), instrumentations: [new McpInstrumentation()] });
sdk.start();
process.once('beforeExit', () => sdk.shutdown());
