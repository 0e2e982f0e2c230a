import { sendAtRate } from '../overhead/send-at-rate.ts';
import type { ThreeServices } from '../overhead/three-services.ts';
import { percentile } from '../profiling/statistics.ts';
import { untilAtRest } from './until-at-rest.ts';

/** Senders that wait for each answer: enough to keep every worker busy, few enough that no input is refused. */
const SENDERS = 64;

/** The outcome of the inputs of one measurement. */
export interface Outcome {
  acceptedPerSecond: number;
  refused: number;
  p50: number;
  p95: number;
  /** Includes the work in the background after the answer. */
  cpuMillisecondsPerInput: number;
}

export interface Span {
  seconds: number;
  signal: AbortSignal;
}

/** Sends as many inputs a second as are accepted, with senders that each wait for the answer before they send the next. */
export function atFullSpeed(services: ThreeServices, { seconds, signal }: Span): Promise<Outcome> {
  return measure(services, signal, async () => {
    const until = performance.now() + seconds * 1000;
    const sender = async () => {
      const answers: PromiseSettledResult<number>[] = [];
      while (performance.now() < until) {
        signal.throwIfAborted();
        answers.push(...(await Promise.allSettled([services.input()])));
      }
      return answers;
    };
    return (await Promise.all(Array.from({ length: SENDERS }, sender))).flat();
  });
}

/** Sends inputs at a fixed rate, whether or not earlier ones have been answered. */
export function atRate(services: ThreeServices, perSecond: number, span: Span): Promise<Outcome> {
  return measure(services, span.signal, () => sendInputs(services, perSecond, span));
}

export async function sendInputs(services: ThreeServices, perSecond: number, { seconds, signal }: Span) {
  const count = Math.max(1, Math.round(perSecond * seconds));
  const { answers } = await sendAtRate(() => services.input(), { count, perSecond, signal });
  return Promise.allSettled(answers);
}

/** Resolves once the services have processed what they accepted, so that the next measurement does not begin with it. */
async function measure(
  services: ThreeServices,
  signal: AbortSignal,
  send: () => Promise<PromiseSettledResult<number>[]>,
): Promise<Outcome> {
  const before = await services.usage();
  const began = performance.now();
  const answers = await send();
  const seconds = (performance.now() - began) / 1000;
  await untilAtRest(services, signal);
  const after = await services.usage();
  const latencies = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  return {
    acceptedPerSecond: latencies.length / seconds,
    refused: answers.length - latencies.length,
    p50: percentile(latencies, 50),
    p95: percentile(latencies, 95),
    cpuMillisecondsPerInput: (after.cpuMilliseconds - before.cpuMilliseconds) / latencies.length,
  };
}
