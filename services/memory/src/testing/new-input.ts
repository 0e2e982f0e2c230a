import { randomUUID } from 'node:crypto';
import type { NewInput } from '../history/new-input.ts';

/** An input of the user `ada`, with the fields that the test sets. */
export function newInput(given: Partial<NewInput> = {}): NewInput {
  return {
    inputId: randomUUID(),
    userId: 'ada',
    content: 'hello',
    metadata: {},
    timestamp: Date.UTC(2026, 0, 1),
    ...given,
  };
}
