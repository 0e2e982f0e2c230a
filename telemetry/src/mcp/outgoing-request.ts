import { context } from '@opentelemetry/api';
import type { Call } from './call.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import type { MethodMessage, ProtocolMethod } from './internal-types.ts';
import { failureOfLocalError } from './outcome.ts';
import { tryStartSending } from './outgoing.ts';
import { reportFault } from './report.ts';
import { endWithResult } from './result.ts';

interface RequestOptions {
  signal?: AbortSignal;
}

/**
 * Wraps the method through which every request of a protocol passes. Its promise settles in every case, answered, timed out,
 * aborted or disconnected, so it is the promise that ends the span.
 * @param position of the request among the method's arguments; the schema and the options follow it
 */
export function traceRequests(connections: Connections, position: number) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function request(...args) {
      const connection = connections.of(this);
      if (connection === undefined) return original.apply(this, args);
      const call = tryStartSending(connection, args[position] as MethodMessage, this._requestMessageId);
      if (call === undefined) return original.apply(this, args);
      const promise = send({ connection, call }, () => original.apply(this, args));
      return settle({ connection, call, promise, options: args[position + 2] as RequestOptions | undefined });
    };
}

/** While `work` runs, the transport's `send` knows whose message it is given. */
function send({ connection, call }: { connection: Connection; call: Call }, work: () => unknown): Promise<unknown> {
  const outer = connection.sending;
  connection.sending = call;
  try {
    return context.with(call.context, work) as Promise<unknown>;
  } catch (error) {
    call.end(failureOfLocalError(error, false));
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
      try {
        endWithResult(connection, call, result);
      } catch (error) {
        reportFault(error);
      }
      return result;
    },
    (error) => {
      forget(connection, call);
      call.end(call.answer ?? failureOfLocalError(error, options?.signal?.aborted === true));
      throw error;
    },
  );
}

function forget({ outgoing }: Connection, call: Call): void {
  if (call.id !== undefined && outgoing.get(call.id) === call) outgoing.delete(call.id);
}
