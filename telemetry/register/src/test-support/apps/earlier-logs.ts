/** Emits a log record as each copy of `@opentelemetry/api-logs` does: by the logger provider that it finds where all copies look. */
import { type LoggerProvider, trace } from '@opentelemetry/api';

type Place = (version: number) => LoggerProvider | undefined;

const places: Record<symbol, Place | undefined> = globalThis as never;
const place = places[Symbol.for('io.opentelemetry.js.api.logs')];
trace.getTracer('app').startActiveSpan('work', (span) => {
  place?.(1)
    ?.getLogger('library', '1.2')
    .emit({ body: 'hello', severityNumber: 9, attributes: { order: 7 } });
  span.end();
});
console.log(`another version: ${place?.(2)}`);
