/** Emits a log record as each copy of `@opentelemetry/api-logs` does: with the logger provider under the global key of all copies. */
import { type LoggerProvider, trace } from '@opentelemetry/api';

type ProviderOf = (version: number) => LoggerProvider | undefined;

const globals: Record<symbol, ProviderOf | undefined> = globalThis as never;
const providerOf = globals[Symbol.for('io.opentelemetry.js.api.logs')];
trace.getTracer('app').startActiveSpan('work', (span) => {
  providerOf?.(1)
    ?.getLogger('library', '1.2')
    .emit({ body: 'hello', severityNumber: 9, attributes: { order: 7 } });
  span.end();
});
console.log(`another version: ${providerOf?.(2)}`);
