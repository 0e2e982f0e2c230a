import type { Connection } from '../connections/connection.ts';
import type { RequestId } from '../internal-types.ts';
import { reportMissing } from '../modules/missing-parts.ts';

/** Whether a handler is at work on a request. Where the SDK does not show it, one is assumed. */
export function isPending({ protocol }: Connection, id: RequestId): boolean {
  const controllers = protocol._requestHandlerAbortControllers;
  if (typeof controllers?.has === 'function') return controllers.has(id);
  reportMissing('_requestHandlerAbortControllers');
  return true;
}
