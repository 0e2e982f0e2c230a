import type { Connection } from '../connections/connection.ts';
import type { RequestId } from '../internal-types.ts';
import { reportMissing } from '../modules/missing-parts.ts';

/** Whether a handler is running for a request. If the SDK does not expose that, true is assumed. */
export function isPending({ protocol }: Connection, id: RequestId): boolean {
  const controllers = protocol._requestHandlerAbortControllers;
  if (typeof controllers?.has === 'function') return controllers.has(id);
  reportMissing('_requestHandlerAbortControllers');
  return true;
}
