import { McpInstrumentation } from '@cortex/instrumentation-mcp';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import type { EchoServer } from './echo.ts';
import { requirePeer } from './peers.ts';
import { setUpTelemetry } from './set-up-telemetry.ts';

/** Sets up one instrumentation, and returns a function that applies it to a server. */
type Variant = () => (server: EchoServer) => EchoServer;

const asItIs = (server: EchoServer): EchoServer => server;

function ours(encode: boolean): Variant {
  return () => {
    setUpTelemetry({ encode });
    registerInstrumentations({ instrumentations: [new McpInstrumentation()] });
    return asItIs;
  };
}

function traceloop() {
  setUpTelemetry({ encode: false });
  const instrumentation = new (requirePeer('@traceloop/instrumentation-mcp').McpInstrumentation)();
  instrumentation.manuallyInstrument(requirePeer('@modelcontextprotocol/sdk/client/index.js'));
  instrumentation.manuallyInstrument(requirePeer('@modelcontextprotocol/sdk/server/index.js'));
  return asItIs;
}

/** It patches transports by name, and knows stdio, SSE and HTTP: here the in-memory transport takes their place. */
function arize() {
  setUpTelemetry({ encode: false });
  const { MCPInstrumentation } = requirePeer('@arizeai/openinference-instrumentation-mcp');
  const { InMemoryTransport } = requirePeer('@modelcontextprotocol/sdk/inMemory.js');
  new MCPInstrumentation().manuallyInstrument({ clientStdioModule: { StdioClientTransport: InMemoryTransport } });
  return asItIs;
}

/** It comes with its own OpenTelemetry SDK and exporters. */
function sentry() {
  const { init, createTransport, wrapMcpServerWithSentry } = requirePeer('@sentry/node');
  const transport = (options: unknown) => createTransport(options, () => Promise.resolve({ statusCode: 200 }));
  init({ dsn: 'http://key@127.0.0.1:9/1', tracesSampleRate: 1, transport });
  return (server: EchoServer) => wrapMcpServerWithSentry(server) as EchoServer;
}

export const VARIANTS: Record<string, Variant> = {
  none: () => asItIs,
  ours: ours(false),
  'ours+otlp': ours(true),
  traceloop,
  arize,
  sentry,
};
