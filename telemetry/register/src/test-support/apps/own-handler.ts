import { performance } from 'node:perf_hooks';
import { shutdownTelemetry } from '@cortex/telemetry';
import { trace } from '@opentelemetry/api';

const keepAlive = setInterval(() => trace.getTracer('app').startSpan('tick').end(), 10);
process.once('SIGTERM', async () => {
  clearInterval(keepAlive);
  trace.getTracer('app').startSpan('last').end();
  const started = performance.now();
  await shutdownTelemetry();
  console.log(`stopped after ${Math.round(performance.now() - started)} ms`);
  process.exit(3);
});
console.log('listening nowhere');
