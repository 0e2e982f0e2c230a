import { setTimeout as sleep } from 'node:timers/promises';

export interface Rate {
  count: number;
  perSecond: number;
  signal: AbortSignal;
}

/** Sends at a steady rate, without waiting for answers. Resolves with the pending answers once the last request is sent. */
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
    // The caller sees a failure when it awaits the answers, not while others are still being sent.
    answered.catch(() => undefined);
    answers.push(answered);
  }
  return { answers };
}
