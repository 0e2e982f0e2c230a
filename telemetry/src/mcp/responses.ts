import { context } from '@opentelemetry/api';
import type { Connections } from './connections.ts';
import type { Message, ProtocolMethod } from './internal-types.ts';
import { failureOfResponse } from './outcome.ts';

/**
 * Wraps the dispatch of responses. Which error the peer answered with can be read only here: the error that the caller gets
 * looks the same as one made on this side.
 */
export function traceResponses(connections: Connections) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function onResponse(...args) {
      const [{ id, error, result }] = args as [Message];
      const call = id === undefined ? undefined : connections.of(this)?.outgoing.get(id);
      if (call === undefined) return original.apply(this, args);
      if (error !== undefined) call.answer = failureOfResponse(error);
      // The client serves the input requests and sends the next round from here, where the context is the transport's.
      if (result?.['resultType'] === 'input_required') return context.with(call.context, () => original.apply(this, args));
      return original.apply(this, args);
    };
}
