import { defineTool, requireSubject, type Tool } from '@cortex/runtime';
import { storageOperation } from '@cortex/signals';
import type { History } from './history.ts';
import { getHistoryArguments, historyPage, storeInputArguments, storeInputResult } from './schemas.ts';

/** The tools store_input and get_history. Both refuse other users with 403 (over MCP an error result). */
export function historyTools(history: History): Tool[] {
  const storing = storageOperation('store_input');
  const reading = storageOperation('get_history');
  const store = defineTool({
    name: 'store_input',
    description: "Stores an input in the user's history; storing the same input_id again changes nothing",
    input: storeInputArguments,
    output: storeInputResult,
    handler: async (input, context) => {
      requireSubject(context, input.user_id);
      return storing(() => history.store(input));
    },
  });
  const get = defineTool({
    name: 'get_history',
    description: "Reads the user's history page by page, newest first",
    input: getHistoryArguments,
    output: historyPage,
    handler: async (input, context) => {
      requireSubject(context, input.user_id);
      return reading(() => history.read(input));
    },
  });
  return [store, get];
}
