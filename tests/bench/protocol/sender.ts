import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { SpanKind } from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { InMemorySpanExporter, SimpleSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';

const BATCH = 512;
const WARM_UP_BATCHES = 10;
const BATCHES = 40;

const [, , protocol, url] = process.argv;
const options = { url: `${url}/v1/traces` };
const exporter: SpanExporter = protocol === 'json' ? new JsonExporter(options) : new ProtobufExporter(options);
const spans = serverSpans(BATCH);

/** Spans like those of an HTTP service. */
function serverSpans(count: number) {
  const memory = new InMemorySpanExporter();
  const tracer = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: memory })] }).getTracer(
    'bench',
  );
  for (let index = 0; index < count; index += 1) {
    const attributes = {
      'http.request.method': 'POST',
      'http.route': '/input',
      'http.response.status_code': 202,
      'url.scheme': 'http',
      'url.path': `/input/${index}`,
      'server.address': '127.0.0.1',
      'server.port': 8000,
      'network.protocol.version': '1.1',
      'user_agent.original': 'node',
    };
    tracer.startSpan('POST /input', { kind: SpanKind.SERVER, attributes }).end();
  }
  return memory.getFinishedSpans();
}

function send(): Promise<void> {
  return new Promise((resolve, reject) => {
    exporter.export(spans, ({ error }) => (error === undefined ? resolve() : reject(error)));
  });
}

async function sendBatches(count: number): Promise<void> {
  for (let batch = 0; batch < count; batch += 1) await send();
}

let requestBytes = 0;
subscribe('http.client.request.start', (message) => {
  const { request } = message as { request: ClientRequest };
  request.once('close', () => {
    requestBytes = request.socket?.bytesWritten ?? requestBytes;
  });
});

await sendBatches(WARM_UP_BATCHES);
const bytesBefore = requestBytes;
const before = process.cpuUsage();
await sendBatches(BATCHES);
const { user, system } = process.cpuUsage(before);
const sent = BATCHES * BATCH;
console.log(
  JSON.stringify({
    cpuMicrosecondsPerSpan: (user + system) / sent,
    bytesPerSpan: Math.round((requestBytes - bytesBefore) / sent),
  }),
);
await exporter.shutdown();
