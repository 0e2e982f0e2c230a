import { setTimeout as sleep } from 'node:timers/promises';

export interface Rate {
  count: number;
  perSecond: number;
  signal: AbortSignal;
}

/** Sends each at its time, whether those before have been answered or not. Resolves, when the last is sent, with what they give. */
export async function sendAtRate<Answer>(
  send: () => Promise<Answer>,
  { count, perSecond, signal }: Rate,
): Promise<{ answers: Promise<Answer>[] }> {
  const started = performance.now();
  const answers: Promise<Answer>[] = [];
  for (let index = 0; index < count; index++) {
    const wait = started + (index * 1000) / perSecond - performance.now();
    if (wait > 0) await sleep(wait, undefined, { signal });
    const answered = send();
    // Who asked meets the failure together with all the others, and not while these are still being sent.
    answered.catch(() => undefined);
    answers.push(answered);
  }
  return { answers };
}
