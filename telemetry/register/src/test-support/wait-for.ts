import { setTimeout as pause } from 'node:timers/promises';

const DEADLINE_MILLISECONDS = 20_000;

/** Asks until there is an answer; the error at the deadline names what was awaited. */
export async function waitFor<Value>(
  what: string,
  ask: () => Value | undefined | Promise<Value | undefined>,
): Promise<Value> {
  const deadline = Date.now() + DEADLINE_MILLISECONDS;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await pause(20);
  }
  throw new Error(`waited ${DEADLINE_MILLISECONDS / 1000} s for ${what}`);
}
