import { askAhead } from '../api/queries.ts';
import { explanationAddress, traceAddress } from './addresses.ts';
import type { TraceViewName } from './search.ts';
import { preloadView } from './views.ts';

export interface LoadTraceOptions {
  traceId: string;
  view: TraceViewName | undefined;
  /** Whether somebody only points at a link to it. */
  isGuess: boolean;
}

/** Asks for a trace while the code that shows it is loaded, and, before it is shown, for its explanation. Resolves once the code is there. */
export function loadTrace({ traceId, view = 'timeline', isGuess }: LoadTraceOptions): Promise<void> {
  // A trace may be large. Its explanation asked for at the same time would hold up the rest of it.
  if (!isGuess) askAhead(traceAddress(traceId)).then((isThere) => isThere && askAhead(explanationAddress(traceId)));
  return preloadView(view);
}
