/** A program that dd-trace traces, too. With `datadog.mjs after` telemetry is loaded after dd-trace has started, with `datadog.mjs before` it is already loaded. */
import { trace } from '@opentelemetry/api';
import tracer from 'dd-trace';

tracer.init({ service: 'app', flushInterval: 50 });
if (process.argv[2] === 'after') await import('@cortex/telemetry/register');
else new tracer.TracerProvider().register();
const { talk } = await import('./v1.mjs');
await tracer.trace('by dd-trace', () => talk('echo'));
trace.getTracer('app').startSpan('by the API').end();
