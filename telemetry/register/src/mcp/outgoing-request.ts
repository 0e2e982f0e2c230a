import { context } from '@opentelemetry/api';
import type { Call } from './call.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import type { MethodMessage, ProtocolMethod } from './internal-types.ts';
import { failureOfLocalError } from './outcome.ts';
import { tryStartSending } from './outgoing.ts';
import { noteResult } from './result.ts';

interface RequestOptions {
  signal?: AbortSignal;
}

/**
 * Wraps the method through which every request of a protocol passes. Its promise settles in every case, answered, timed out,
 * aborted or disconnected, so it is the promise that ends the span.
 * @param position of the request among the method's arguments; the schema and the options follow it
 */
export function traceRequests(connections: Connections, position: 0 | 1) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function request(a, b, c, d) {
      const connection = connections.of(this);
      if (connection === undefined) return original.call(this, a, b, c, d);
      const call = tryStartSending(connection, (position === 0 ? a : b) as MethodMessage);
      if (call === undefined) return original.call(this, a, b, c, d);
      const promise = send({ connection, call }, () => original.call(this, a, b, c, d));
      const options = (position === 0 ? c : d) as RequestOptions | undefined;
      return settle({ connection, call, promise, options });
    };
}

/**
 * While `work` runs, the transport's `send` knows whose message it is given. Between the two ends of an in-memory transport
 * nothing has a span of its own that would have to know its parent.
 */
function send({ connection, call }: { connection: Connection; call: Call }, work: () => unknown): Promise<unknown> {
  const outer = connection.sending;
  connection.sending = call;
  try {
    return (connection.info.kind === 'memory' ? work() : context.with(call.context, work)) as Promise<unknown>;
  } catch (error) {
    call.end(failureOfLocalError(error));
    throw error;
  } finally {
    connection.sending = outer;
  }
}

interface Pending {
  connection: Connection;
  call: Call;
  promise: Promise<unknown>;
  options: RequestOptions | undefined;
}

function settle({ connection, call, promise, options }: Pending): Promise<unknown> {
  return promise.then(
    (result) => {
      forget(connection, call);
      call.end(noteResult(connection, call, result));
      return result;
    },
    (error) => {
      forget(connection, call);
      call.end(call.answer ?? failureOfLocalError(error, options?.signal));
      throw error;
    },
  );
}

function forget({ outgoing }: Connection, { id }: Call): void {
  outgoing.take(id);
}
