import { z } from 'zod';
import { Deadline } from '../resilience/deadline.ts';

/** The key in a request's `_meta` for the number of milliseconds that its caller waits for the answer. */
const KEY = 'cortex.dev/budget-milliseconds';

/** How long an answer may take when the caller sets no budget. */
const USUAL_MILLISECONDS = 15_000;

const budget = z.number().positive().max(USUAL_MILLISECONDS).catch(USUAL_MILLISECONDS);

export function budgetMeta(deadline: Deadline): Record<string, unknown> {
  return { [KEY]: Math.max(1, Math.floor(deadline.milliseconds)) };
}

/** The deadline of a request, from the budget that its caller sent. */
export function deadlineOf(requestMeta: Record<string, unknown> = {}): Deadline {
  return Deadline.in(budget.parse(requestMeta[KEY]));
}
