import { AsyncLocalStorage } from 'node:async_hooks';
import { jest } from '@jest/globals';
import { CALL_LIMITS, type CallLimits } from './call-limits.ts';
import { Deadline } from './deadline.ts';
import { CallTimeoutError } from './errors/call-timeout-error.ts';
import { CircuitOpenError } from './errors/circuit-open-error.ts';
import { TooManyCallsError } from './errors/too-many-calls-error.ts';
import type { Attempt, ResilientCall } from './resilient-call.ts';
import { ResilientCalls } from './resilient-calls.ts';
import type { Verdict } from './verdict.ts';

class JudgedError extends Error {
  readonly verdict: Verdict;

  constructor(verdict: Verdict) {
    super(verdict);
    this.verdict = verdict;
  }
}

const fail = (verdict: Verdict) => () => Promise.reject(new JudgedError(verdict));
const answer = async () => 'answer';
/** Never settles, whatever its signal does. */
const hang = () => new Promise<never>(() => {});

function start(limits: Partial<CallLimits> = {}, probe: () => Promise<void> = hang) {
  const ended: (string | undefined)[] = [];
  const circuits: string[] = [];
  let repeated = 0;
  const calls = new ResilientCalls({
    service: 'memory-service',
    limits: { ...CALL_LIMITS, ...limits },
    judge: (error) => (error as JudgedError).verdict,
    onCircuit: (state) => circuits.push(state),
    probe,
  });
  const observed = {
    retried: () => {
      repeated += 1;
    },
    ended: (error?: string) => ended.push(error),
  };
  const run = <Result>(work: (attempt: Attempt) => Promise<Result>, call: Partial<ResilientCall> = {}) =>
    calls.run({ target: 'get_history', isRepeatable: true, deadline: Deadline.in(15_000), observed, ...call }, work);
  const once = <Result>(work: (attempt: Attempt) => Promise<Result>) => run(work, { isRepeatable: false });
  return { calls, run, once, ended, circuits, repeated: () => repeated };
}

/** The outcome, once the fake clock has moved far enough. */
async function settled<Result>(promise: Promise<Result>): Promise<PromiseSettledResult<Result>> {
  const outcomes: PromiseSettledResult<Result>[] = [];
  const settling = Promise.allSettled([promise]).then((settled) => outcomes.push(...settled));
  await jest.advanceTimersByTimeAsync(0);
  while (outcomes.length === 0) await jest.advanceTimersToNextTimerAsync();
  await settling;
  return outcomes[0] as PromiseSettledResult<Result>;
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('attempts', () => {
  test('a repeatable call is repeated until it is answered', async () => {
    const { run, repeated, ended } = start();
    const numbers: number[] = [];
    const work = ({ number }: Attempt) => {
      numbers.push(number);
      return number < 3 ? fail('unavailable')() : answer();
    };
    expect(await settled(run(work))).toMatchObject({ value: 'answer' });
    expect(numbers).toEqual([1, 2, 3]);
    expect(repeated()).toBe(2);
    expect(ended).toEqual([undefined]);
  });

  test('after three attempts it fails, with the last reason', async () => {
    const { run, ended } = start();
    const outcome = await settled(run(fail('unavailable')));
    expect(outcome).toMatchObject({
      reason: {
        name: 'RetryExhaustedError',
        message: 'get_history of memory-service failed 3 times',
        attempts: 3,
        cause: { verdict: 'unavailable' },
      },
    });
    expect(ended).toEqual(['retry_exhausted']);
  });

  test.each([
    ['answered', undefined],
    ['failed', 'other'],
  ] as const)('a service that %s is not called again', async (verdict, kind) => {
    const { run, ended, repeated } = start();
    expect(await settled(run(fail(verdict)))).toMatchObject({ reason: { verdict } });
    expect(repeated()).toBe(0);
    expect(ended).toEqual([kind]);
  });

  test('a call that is not answered in time fails with a timeout', async () => {
    const { once, ended } = start({ attemptMilliseconds: 1_000 });
    expect(await settled(once(hang))).toMatchObject({ reason: { name: 'CallTimeoutError' } });
    expect(ended).toEqual(['timeout']);
  });

  test('a call that is not repeatable is not repeated', async () => {
    const { once, repeated } = start();
    expect(await settled(once(fail('unavailable')))).toMatchObject({ reason: { verdict: 'unavailable' } });
    expect(repeated()).toBe(0);
  });

  test('the pauses are random, and at most 100 and 200 ms', async () => {
    const random = jest.spyOn(Math, 'random').mockReturnValue(0.999);
    const { run, repeated } = start();
    const outcome = Promise.allSettled([run(fail('unavailable'))]);
    const after = async (milliseconds: number) => {
      await jest.advanceTimersByTimeAsync(milliseconds);
      return repeated();
    };
    expect([await after(98), await after(1), await after(198), await after(1)]).toEqual([0, 1, 1, 2]);
    await outcome;
    random.mockRestore();
  });
});

describe('time', () => {
  test('an attempt that is not answered within 5 s is aborted and repeated', async () => {
    const { run } = start();
    const signals: AbortSignal[] = [];
    const outcome = await settled(
      run(({ number, signal }) => {
        signals.push(signal);
        return number === 1 ? hang() : answer();
      }),
    );
    expect(outcome).toMatchObject({ value: 'answer' });
    expect(signals[0]?.reason).toEqual(new CallTimeoutError('get_history', 5_000));
  });

  test('a call never takes longer than the remaining time of its caller', async () => {
    const { run } = start();
    const began = performance.now();
    const attempts: number[] = [];
    const outcome = settled(
      run(
        ({ deadline }) => {
          attempts.push(deadline.milliseconds);
          return hang();
        },
        { deadline: Deadline.in(6_000) },
      ).finally(() => attempts.push(performance.now() - began)),
    );
    expect(await outcome).toMatchObject({ reason: { name: 'RetryExhaustedError', attempts: 2 } });
    const [first = 0, second = 0, total] = attempts;
    expect(first).toBe(5_000);
    expect(second).toBeGreaterThan(0);
    expect(second).toBeLessThanOrEqual(1_000);
    expect(total).toBe(6_000);
  });

  test('a caller that leaves ends the call with its reason, and does not count against the service', async () => {
    const { calls, run } = start();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const caller = new AbortController();
        const outcome = Promise.allSettled([run(hang, { signal: caller.signal })]);
        caller.abort(new Error('left'));
        return (await outcome)[0];
      }),
    );
    expect(outcomes).toMatchObject(Array(10).fill({ reason: { message: 'left' } }));
    await jest.advanceTimersByTimeAsync(0);
    expect([calls.circuit, calls.active]).toEqual(['closed', 0]);
  });
});

describe('the circuit', () => {
  const FAILURES = CALL_LIMITS.breaker.failures;

  async function opened(probe?: () => Promise<void>) {
    const started = start({}, probe);
    for (let count = 0; count < FAILURES; count += 1) await settled(started.once(fail('failed')));
    return started;
  }

  test('opens after five failures in a row, and then refuses calls without an attempt', async () => {
    const { calls, once, ended, circuits } = await opened();
    let tried = false;
    const refused = await settled(
      once(async () => {
        tried = true;
      }),
    );
    expect(refused).toEqual({ status: 'rejected', reason: new CircuitOpenError('memory-service', 1) });
    expect([tried, calls.circuit, circuits]).toEqual([false, 'open', ['open']]);
    expect(ended.at(-1)).toBe('circuit_open');
  });

  test('stays closed while the service answers now and then, or only refuses', async () => {
    const { calls, once } = start();
    for (let count = 0; count < 20; count += 1) {
      await settled(once(count % FAILURES === 0 ? answer : fail('unavailable')));
    }
    for (let count = 0; count < 20; count += 1) await settled(once(fail('answered')));
    expect(calls.circuit).toBe('closed');
  });

  test('counts a refusal as an answer, and ignores a call whose caller left', async () => {
    const failed = async ({ once }: ReturnType<typeof start>) => {
      for (let count = 1; count < FAILURES; count += 1) await settled(once(fail('failed')));
    };
    const refusing = start();
    await failed(refusing);
    await settled(refusing.once(fail('answered')));
    await failed(refusing);
    const leaving = start();
    await failed(leaving);
    await settled(leaving.run(hangUntilAborted, { signal: AbortSignal.abort(new Error('left')) }));
    await settled(leaving.once(fail('failed')));
    expect([refusing.calls.circuit, leaving.calls.circuit]).toEqual(['closed', 'open']);
  });

  test('lets one call through after a second, whose success closes it', async () => {
    const { calls, once, circuits } = await opened();
    await jest.advanceTimersByTimeAsync(1_000);
    const probe = Promise.withResolvers<string>();
    const through = once(() => probe.promise);
    expect(calls.circuit).toBe('half-open');
    const behind = once(answer);
    probe.resolve('back');
    expect(await Promise.all([through, behind])).toEqual(['back', 'answer']);
    expect(circuits).toEqual(['open', 'half-open', 'closed']);
  });

  test('opens for twice as long each time that call fails, up to ten seconds', async () => {
    const { once } = await opened();
    const waits: unknown[] = [];
    for (const seconds of [1, 2, 4, 8, 10, 10]) {
      await jest.advanceTimersByTimeAsync(seconds * 1_000 - 1);
      const early = await settled(once(answer));
      await jest.advanceTimersByTimeAsync(1);
      await settled(once(fail('unavailable')));
      waits.push(early.status === 'rejected' && early.reason.name);
    }
    expect(waits).toEqual(Array(6).fill('CircuitOpenError'));
  });

  test('is not closed by a caller that leaves before the answer', async () => {
    const { calls, run } = await opened();
    await jest.advanceTimersByTimeAsync(1_000);
    const caller = new AbortController();
    const left = run(hangUntilAborted, { signal: caller.signal });
    caller.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    await jest.advanceTimersByTimeAsync(0);
    expect(calls.circuit).toBe('open');
  });

  test('is closed by a probe of the service when no calls come', async () => {
    const asked: number[] = [];
    const began = performance.now();
    const { calls } = await opened(async () => {
      asked.push(performance.now() - began);
      if (asked.length === 1) throw new Error('still away');
    });
    await jest.advanceTimersByTimeAsync(6_000);
    expect([asked, calls.circuit]).toEqual([[6_000], 'open']);
    await jest.advanceTimersByTimeAsync(7_000);
    expect([asked, calls.circuit]).toEqual([[6_000, 13_000], 'closed']);
  });

  test('is not probed any more once its client is closed', async () => {
    let asked = false;
    const { calls } = await opened(async () => {
      asked = true;
    });
    calls.close();
    await jest.runAllTimersAsync();
    expect(asked).toBe(false);
  });

  test('ends further attempts of a call once it is open', async () => {
    const { run, repeated } = start();
    await settled(run(fail('unavailable')));
    const outcome = await settled(run(fail('unavailable')));
    expect(outcome).toMatchObject({ reason: { name: 'CircuitOpenError' } });
    expect(repeated()).toBe(2 + 1);
  });
});

const hangUntilAborted = ({ signal }: Attempt) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

describe('the bulkhead', () => {
  const NARROW = { slots: 2, maxWaiting: 1, waitMilliseconds: 10_000 };

  test('allows ten calls at once, and the others wait', async () => {
    const { calls, once } = start();
    const end = Promise.withResolvers<string>();
    const all = Array.from({ length: 15 }, () => once(() => end.promise));
    await jest.advanceTimersByTimeAsync(0);
    expect([calls.active, calls.waiting]).toEqual([10, 5]);
    end.resolve('answer');
    expect(await Promise.all(all)).toEqual(Array(15).fill('answer'));
    expect([calls.active, calls.waiting]).toEqual([0, 0]);
  });

  test('refuses calls when too many wait', async () => {
    const { once } = start(NARROW);
    const held = [1, 2, 3].map(() => settled(once(hang)));
    await expect(once(answer)).rejects.toEqual(new TooManyCallsError('memory-service', '1 wait already'));
    await Promise.all(held);
  });

  test('refuses a call that has waited for ten seconds', async () => {
    const { run } = start({ ...NARROW, attemptMilliseconds: 60_000 });
    const deadline = Deadline.in(60_000);
    const [first, second] = [run(hang, { deadline }), run(hang, { deadline })].map((call) => call.catch(() => {}));
    const waiting = expect(run(answer)).rejects.toBeInstanceOf(TooManyCallsError);
    await jest.advanceTimersByTimeAsync(10_000);
    await waiting;
    await jest.runAllTimersAsync();
    await Promise.all([first, second]);
  });

  test('runs a call that waited in the async context of its caller', async () => {
    const caller = new AsyncLocalStorage<string>();
    const { once } = start({ ...NARROW, slots: 1 });
    const names = ['ada', 'bob'].map((name) => caller.run(name, () => once(async () => caller.getStore())));
    expect(await Promise.all(names)).toEqual(['ada', 'bob']);
  });
});
