import { startTraceHarness } from '@cortex/trace-testing';
import { trace } from '@opentelemetry/api';
import { createLogger } from '../log/create-logger.ts';
import { HttpError } from './http-error.ts';
import { logFailure } from './log-failure.ts';

const harness = startTraceHarness();

afterAll(() => harness.stop());

const cause = new Error('connect to postgres://root:hunter2@db failed');

test.each([
  ['Try again: connect to postgres://[redacted]@db failed', new HttpError(503, 'Try again', { cause })],
  ['TypeError: no such field: a typo', new TypeError('no such field', { cause: 'a typo' })],
  ['thrown text', 'thrown text'],
])('the span of a failure has its reason, without secrets: %s', (description, error) => {
  harness.reset();
  trace.getTracer('test').startActiveSpan('work', (span) => {
    logFailure(createLogger('test', 'silent'), error, 'failed');
    span.end();
  });
  expect(harness.traces()[0]?.spans[0]).toMatchObject({ status: 'ERROR', statusMessage: description });
});
