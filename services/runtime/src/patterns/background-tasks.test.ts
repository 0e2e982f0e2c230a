import { AsyncLocalStorage } from 'node:async_hooks';
import { jest } from '@jest/globals';
import { createLogger } from '../log/create-logger.ts';
import { BackgroundTasks, type BackgroundTasksOptions } from './background-tasks.ts';

const never = new AbortController().signal;

function tasksOf(options: Partial<BackgroundTasksOptions> = {}) {
  const errors: unknown[] = [];
  const logger = createLogger('tests', 'info', { write: (line) => errors.push(JSON.parse(line)) });
  const defaults = { what: 'letters', queue: 'post', maxWaiting: 2, drainMilliseconds: 1_000 };
  return { errors, tasks: new BackgroundTasks({ ...defaults, logger, ...options }) };
}

const nothing = async () => {};

/** A task that the test ends. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { task: () => promise, end: resolve };
}

test('ten tasks run at once, the others wait', async () => {
  const { tasks } = tasksOf({ maxWaiting: 100 });
  const { task, end } = held();
  for (let count = 0; count < 13; count += 1) tasks.schedule(task);
  expect([tasks.running, tasks.waiting]).toEqual([10, 3]);
  end();
  await tasks.stop();
  expect([tasks.running, tasks.waiting]).toEqual([0, 0]);
});

test('when the queue is full, a caller that wants an answer is refused at once and asked to retry', async () => {
  const { tasks } = tasksOf({ workers: 1 });
  const { task, end } = held();
  const accepted = [1, 2, 3].map(() => tasks.run(task, never));
  await expect(tasks.run(task, never)).rejects.toMatchObject({
    status: 503,
    detail: 'Too many letters are waiting: try again in a moment',
    headers: { 'Retry-After': '1' },
  });
  end();
  await Promise.all(accepted);
});

test('a sender waits until there is room, but not for ever', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
  try {
    const { tasks } = tasksOf({ workers: 1, maxWaiting: 1 });
    const [first, second] = [held(), held()];
    tasks.schedule(first.task);
    tasks.schedule(second.task);
    const refused = expect(tasks.withRoom(5_000, nothing)).rejects.toMatchObject({ status: 503 });
    await jest.advanceTimersByTimeAsync(5_000);
    await refused;
    const room = tasks.withRoom(5_000, nothing);
    first.end();
    await room;
    second.end();
    await tasks.stop();
  } finally {
    jest.useRealTimers();
  }
});

test('the number of waiting tasks is bounded, however many senders come at once', async () => {
  const { tasks } = tasksOf({ workers: 1, maxWaiting: 2 });
  const { task, end } = held();
  tasks.schedule(task);
  const most: number[] = [];
  const sent = Array.from({ length: 20 }, () =>
    tasks.withRoom(60_000, async () => {
      // Takes as long as storing what was sent.
      await nothing();
      tasks.schedule(async () => void most.push(tasks.waiting));
    }),
  );
  await Promise.all(sent.slice(0, 2));
  expect(tasks.waiting).toBe(2);
  end();
  await Promise.all(sent);
  await tasks.stop();
  expect(most).toHaveLength(20);
  expect(Math.max(...most)).toBeLessThanOrEqual(2);
});

test('a sender that schedules no task after all leaves its room to the next', async () => {
  const { tasks } = tasksOf({ workers: 1, maxWaiting: 1 });
  const failed = tasks.withRoom(60_000, () => Promise.reject(new Error('not stored')));
  const next = tasks.withRoom(60_000, async () => 'stored');
  await expect(failed).rejects.toThrow('not stored');
  expect(await next).toBe('stored');
});

test('a caller that wants an answer gets the result or the error', async () => {
  const { errors, tasks } = tasksOf();
  expect(await tasks.run(async () => 'done', never)).toBe('done');
  await expect(tasks.run(() => Promise.reject(new Error('failed')), never)).rejects.toThrow('failed');
  expect(errors).toEqual([]);
});

test('a task whose caller has left is not started', async () => {
  const { tasks } = tasksOf({ workers: 1 });
  const { task, end } = held();
  tasks.schedule(task);
  const caller = new AbortController();
  let begun = false;
  const waiting = tasks.run(async () => {
    begun = true;
  }, caller.signal);
  caller.abort(new Error('left'));
  await expect(waiting).rejects.toThrow('left');
  end();
  await tasks.stop();
  expect(begun).toBe(false);
});

test('a failure in the background is logged, and the next task runs', async () => {
  const { errors, tasks } = tasksOf({ workers: 1 });
  tasks.schedule(() => Promise.reject(new Error('failed')));
  expect(await tasks.run(async () => 'done', never)).toBe('done');
  expect(errors).toMatchObject([{ level: 50, msg: 'background task failed', err: { message: 'failed' } }]);
});

test('each task runs in the async context of its sender', async () => {
  const caller = new AsyncLocalStorage<string>();
  const { tasks } = tasksOf({ workers: 1, maxWaiting: 10 });
  const seen = ['ada', 'bob', 'eve'].map((name) =>
    caller.run(name, () => tasks.run(async () => caller.getStore(), never)),
  );
  expect(await Promise.all(seen)).toEqual(['ada', 'bob', 'eve']);
});

test('a stop waits for running and waiting tasks, and aborts those that take too long', async () => {
  const { tasks } = tasksOf({ workers: 1, drainMilliseconds: 1 });
  const done: string[] = [];
  tasks.schedule(async (signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    done.push('aborted');
  });
  tasks.schedule(async () => void done.push('waiting'));
  await tasks.stop();
  expect(done).toEqual(['aborted', 'waiting']);
});
