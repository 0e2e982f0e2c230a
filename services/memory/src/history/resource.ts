import { defineResource, type Resource, requireSubject } from '@cortex/runtime';
import { storageOperation } from '@cortex/signals';
import type { History } from './history.ts';
import { historyPage, historyParameters, summaryParameters, userSummary } from './schemas.ts';
import { streamHistory } from './stream.ts';

/** `history://{user_id}`: a page as JSON, or as events followed by what is stored later. */
export function historyResource(history: History): Resource {
  const reading = storageOperation('history');
  return defineResource({
    name: 'history',
    description: "The user's history, newest first",
    uri: 'history://{user_id}',
    input: historyParameters,
    output: historyPage,
    handler: async (input, context) => {
      requireSubject(context, input.user_id);
      return reading(() => history.read(input));
    },
    stream: async (input, context, open) => {
      requireSubject(context, input.user_id);
      await streamHistory(history, input, open);
    },
  });
}

/** `summary://{user_id}`: facts about the user, without reading the history. */
export function summaryResource(history: History): Resource {
  const reading = storageOperation('summary');
  return defineResource({
    name: 'summary',
    description: "How many inputs the user's history has, the time of the newest and the most frequent topics",
    uri: 'summary://{user_id}',
    input: summaryParameters,
    output: userSummary,
    handler: async (input, context) => {
      requireSubject(context, input.user_id);
      return reading(() => history.summary(input.user_id));
    },
  });
}
