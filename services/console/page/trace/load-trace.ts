import { askAhead } from '../api/queries.ts';
import { explanationAddress, traceAddress } from './addresses.ts';
import type { TraceViewName } from './search.ts';
import { preloadView } from './views.ts';

export interface LoadTraceOptions {
  traceId: string;
  view: TraceViewName | undefined;
  /** Whether this is only a preload, because the pointer is over a link. */
  isGuess: boolean;
}

/** Loads a trace, and then its explanation, while its view is loaded. Resolves once the view's code is there. */
export function loadTrace({ traceId, view = 'timeline', isGuess }: LoadTraceOptions): Promise<void> {
  // Asked for at the same time, the explanation would slow down a large trace.
  if (!isGuess) askAhead(traceAddress(traceId)).then((isThere) => isThere && askAhead(explanationAddress(traceId)));
  return preloadView(view);
}
