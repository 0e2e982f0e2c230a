import { jest } from '@jest/globals';
import { ChannelPair } from '../testing/channel-pair.ts';
import { relayQuestions, WorkerQuestions } from './worker-questions.ts';
import { Workers } from './workers.ts';

const TOPIC = 'topic';
/** How long a worker that does not answer is waited for. */
const PATIENCE_MILLISECONDS = 2_000;

let workers: Workers;

/** Nothing here waits for a timer: what is answered late is never answered, unless a test advances the time. */
beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
  workers = new Workers();
  relayQuestions(workers, { count: 2, own: { whole: async (body) => `first process: ${body}` } });
});
afterEach(() => jest.useRealTimers());

function fork(number: number, answer?: (body: unknown) => Promise<unknown>) {
  const pair = new ChannelPair(number);
  workers.add(pair.link);
  const questions = new WorkerQuestions(pair.worker);
  const answered = jest.fn(answer ?? (async (body: unknown) => `${number}: ${body}`));
  questions.onQuestion(TOPIC, answered);
  return { pair, questions, answered };
}

/** A worker that accepts connections. */
function serve(...options: Parameters<typeof fork>) {
  const worker = fork(...options);
  workers.markReady(worker.pair.link);
  return worker;
}

/** What is on its way between the processes arrives in three turns at most. */
async function delivered(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
}

test('all workers that serve are asked, the one that asks too', async () => {
  const [first] = [serve(1), serve(2)];
  expect(await first.questions.ask(TOPIC, 'how?')).toEqual({
    workers: 2,
    answers: [
      { worker: 1, answer: '1: how?' },
      { worker: 2, answer: '2: how?' },
    ],
  });
});

test('a worker that does not serve yet is neither asked nor waited for', async () => {
  const [first, starting] = [serve(1), fork(2)];
  expect(await first.questions.ask(TOPIC)).toMatchObject({ workers: 2, answers: [{ worker: 1 }] });
  expect(starting.answered).not.toHaveBeenCalled();
});

test('a worker that ends before it has answered is not waited for', async () => {
  const [first, second] = [serve(1), serve(2, () => new Promise(() => undefined))];
  const asked = first.questions.ask(TOPIC);
  second.pair.end();
  expect(await asked).toMatchObject({ workers: 2, answers: [{ worker: 1 }] });
});

test('a worker that fails to answer is left out at once', async () => {
  const first = serve(1);
  serve(2, () => Promise.reject(new Error('cannot')));
  expect(await first.questions.ask(TOPIC)).toMatchObject({ workers: 2, answers: [{ worker: 1 }] });
});

test('a worker that serves and does not answer is left out after a while', async () => {
  const [first, hanging] = [serve(1), serve(2, () => new Promise(() => undefined))];
  const asked = first.questions.ask(TOPIC);
  while (hanging.answered.mock.calls.length === 0) await new Promise(setImmediate);
  await delivered();
  jest.advanceTimersByTime(PATIENCE_MILLISECONDS);
  expect(await asked).toMatchObject({ workers: 2, answers: [{ worker: 1 }] });
});

test('the first process answers some topics as well, as number 0', async () => {
  const first = serve(1);
  first.questions.onQuestion('whole', async () => 'worker');
  const { answers } = await first.questions.ask('whole', 'all?');
  expect(answers).toContainEqual({ worker: 0, answer: 'first process: all?' });
  expect(answers).toContainEqual({ worker: 1, answer: 'worker' });
});
