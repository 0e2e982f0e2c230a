import {
  type CallContext,
  defineResource,
  type EventStream,
  type Resource,
  requireSubject,
  validate,
} from '@cortex/runtime';
import type { History } from './history.ts';
import { historyPage, historyParameters } from './schemas.ts';
import { streamHistory } from './stream.ts';

/** `history://{user_id}`: a page as JSON, or the page as events with what is stored after it. */
export function historyResource(history: History): Resource {
  const resource = defineResource({
    name: 'history',
    description: "The user's history, newest first",
    uri: 'history://{user_id}',
    input: historyParameters,
    output: historyPage,
    handler: async (input, context) => {
      requireSubject(context, input.user_id);
      return history.read(input);
    },
  });
  // Not by defineResource's own `stream`: that one begins when the answer is already 200, too late to refuse a user or to fail.
  const stream = async (value: unknown, context: CallContext, open: () => EventStream) => {
    const input = validate(historyParameters, value);
    requireSubject(context, input.user_id);
    await streamHistory(history, input, open);
  };
  return { ...resource, stream };
}
