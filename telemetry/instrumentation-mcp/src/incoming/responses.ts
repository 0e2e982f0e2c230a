import { context } from '@opentelemetry/api';
import { failureOfResponse } from '../calls/outcome.ts';
import { serverIn } from '../calls/result.ts';
import type { Connections } from '../connections/connections.ts';
import type { Message, ProtocolMethod } from '../internal-types.ts';

/**
 * Wraps the dispatch of responses. Only here can the peer's error be read: the error that the caller gets
 * looks the same as one that is created on this side.
 */
export function traceResponses(connections: Connections) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function onResponse(response) {
      const { id, error, result } = response as Message;
      const connection = connections.of(this);
      const call = connection?.outgoing.get(id);
      if (call === undefined) return original.call(this, response);
      if (error !== undefined) call.answer = failureOfResponse(error);
      else connection?.meet('server', serverIn(call.operation.method, result), call);
      if (result?.resultType !== 'input_required') return original.call(this, response);
      // From here the client serves the input requests and sends the next round; without this, in the transport's context.
      return context.with(call.context, () => original.call(this, response));
    };
}
