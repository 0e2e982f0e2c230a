import { defineResource, type Resource, requireSubject } from '@cortex/runtime';
import type { History } from './history.ts';
import { historyPage, historyParameters } from './schemas.ts';
import { streamHistory } from './stream.ts';

/** `history://{user_id}`: a page as JSON, or the page as events with what is stored after it. */
export function historyResource(history: History): Resource {
  return defineResource({
    name: 'history',
    description: "The user's history, newest first",
    uri: 'history://{user_id}',
    input: historyParameters,
    output: historyPage,
    handler: async (input, context) => {
      requireSubject(context, input.user_id);
      return history.read(input);
    },
    stream: async (input, context, open) => {
      requireSubject(context, input.user_id);
      await streamHistory(history, input, open);
    },
  });
}
