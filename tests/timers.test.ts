import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..');
const listed = execFileSync('git', ['ls-files', 'services/*/src/*.ts', 'telemetry/*/src/*.ts'], {
  cwd: repository,
  encoding: 'utf8',
});
const sources = listed
  .split('\n')
  .filter((file) => file !== '' && !/\.test\.ts$|\/fixtures\/|\/testing\/|\/test-support\//.test(file));

/** Code that runs later or outlives its caller: timers, pools, connections, workers, caches that expire, processors. */
const OUTLIVES = [
  /\bset(?:Timeout|Interval|Immediate)\(/,
  /'node:timers\/promises'/,
  /\bAbortSignal\.timeout\(/,
  /\bnew (?:pg\.)?(?:Pool|Client|Agent)\(/,
  /\bnew (?:Worker|PQueue|Batch\w+Processor|PeriodicExportingMetricReader)\(/,
  /\bttlAutopurge\b|\bttlResolution: [1-9]/,
];

const AT_START = 'starts with the process, outside of every request';
const AT_END = 'starts with a stop, outside of every request';
const EXPORT = 'exports with tracing suppressed';
const OWN_WAIT = 'waits for the request that starts it, and ends with it';
const NO_MARK = 'runs no code that creates telemetry';

/** Reasons why these do not have to start outside of requests. */
const REASONS: Record<string, string> = {
  'services/console/src/backends/ask.ts': OWN_WAIT,
  'services/console/src/backends/jaeger/search-in-parts.ts': OWN_WAIT,
  'services/console/src/backends/jaeger/limit-searches.ts': OWN_WAIT,
  'services/console/src/questions/tool-catalogue.ts': OWN_WAIT,
  'services/memory/src/database/postgres/listening-client.ts': AT_START,
  'services/memory/src/database/postgres/notifications.ts': `${AT_START}; the limit of listening() ends with its request`,
  'services/profile-store/src/app.ts': AT_START,
  'services/profile-store/src/store/retention.ts': AT_START,
  'services/profile-store/src/store/retention-timer.ts': AT_START,
  'services/runtime/src/faults/commit.ts': OWN_WAIT,
  'services/runtime/src/process/free-at-rest.ts': AT_START,
  'services/runtime/src/health/health.ts': OWN_WAIT,
  'services/runtime/src/mcp/connect.ts': 'the connections of its transport start outside of requests, see http-pool.ts',
  'services/runtime/src/mcp/end-with-token.ts': 'belongs to the request of the stream',
  'services/runtime/src/mcp/transport/server/http-answer.ts': OWN_WAIT,
  'services/runtime/src/patterns/background-tasks.ts': `${OWN_WAIT}, or with a stop`,
  'services/runtime/src/patterns/worker-queue.ts': 'has no timer; its tasks run in the context of their senders',
  'services/runtime/src/process/channel.ts': NO_MARK,
  'services/runtime/src/process/start-service.ts': NO_MARK,
  'services/runtime/src/process/stop-server.ts': AT_END,
  'services/runtime/src/process/worker-group.ts': AT_START,
  'services/runtime/src/process/worker-questions.ts': 'runs in the first process, which serves no requests',
  'services/runtime/src/resilience/within.ts': OWN_WAIT,
  'services/runtime/src/sse/event-stream.ts': 'belongs to the request of the stream',
  'telemetry/register/src/export/queues/log-processor.ts': EXPORT,
  'telemetry/register/src/export/otlp/post.ts': EXPORT,
  'telemetry/register/src/export/otlp/transport.ts': EXPORT,
  'telemetry/register/src/export/push/push-reader.ts': AT_START,
  'telemetry/register/src/export/queues/span-processor.ts': EXPORT,
  'telemetry/register/src/metrics/thread-pool.ts': AT_START,
  'telemetry/register/src/process-end/send-in-thread.ts': 'its thread has no context',
  'telemetry/register/src/process-end/telemetry-end.ts': AT_END,
  'telemetry/register/src/process-end/watch-process.ts': AT_END,
  'telemetry/profiling/src/deferred-profiles.ts': AT_START,
  'telemetry/profiling/src/heap/heap-capture.ts': AT_START,
  'telemetry/profiling/src/otlp-profiles.ts': AT_START,
  'telemetry/profiling/src/slices.ts': AT_START,
  'telemetry/profiling/src/time/time-capture.ts': AT_START,
};

const text = (file: string) => readFileSync(join(repository, file), 'utf8');
const outliving = sources.filter((file) => OUTLIVES.some((pattern) => pattern.test(text(file))));

/**
 * A timer, pool or connection that a request starts keeps the request's context for as long as it lives, and its later work appears in
 * the request's trace. Either it is started with `detached()`, or there is a reason why this does not matter.
 */
test('whatever outlives a request starts outside of it', () => {
  const unexplained = outliving.filter((file) => !text(file).includes('detached(') && REASONS[file] === undefined);
  expect(unexplained).toEqual([]);
});

test('each reason belongs to a file that needs one', () => {
  const needless = Object.keys(REASONS).filter((file) => !outliving.includes(file) || text(file).includes('detached('));
  expect(needless).toEqual([]);
});
