/** Spans, a metric and a log record from copies of the API that libraries include. */
const own = require('@opentelemetry/api');
const older = require('api-1-9');
const oldest = require('api-1-4');
const { logs } = require(
  require.resolve('@opentelemetry/api-logs', { paths: [require.resolve('@opentelemetry/winston-transport')] }),
);

function within({ trace }, name, work) {
  trace.getTracer('app').startActiveSpan(name, (span) => {
    work();
    span.end();
  });
}

within(own, 'own', () =>
  within(older, 'older', () =>
    within(oldest, 'oldest', () =>
      within(own, 'own again', () => {
        older.metrics.getMeter('app').createCounter('work.done').add(2);
        logs.getLogger('app').emit({ body: 'done', severityNumber: 9 });
      }),
    ),
  ),
);
