import { context } from '@opentelemetry/api';
import type { Call } from '../calls/call.ts';
import { hookResponse } from '../calls/hooks.ts';
import { failureOfLocalError } from '../calls/outcome.ts';
import { noteResult } from '../calls/result.ts';
import type { Connection } from '../connections/connection.ts';
import type { Connections } from '../connections/connections.ts';
import type { MethodMessage, ProtocolMethod } from '../internal-types.ts';
import { tryStartSending } from './start-outgoing.ts';

/** A request among the arguments of a method, and the signal with which its caller may abort it. */
interface Requested {
  message: MethodMessage;
  signal?: AbortSignal | undefined;
}

type ReadArguments = (a: unknown, b: unknown, c: unknown, d: unknown) => Requested;

/** v1: the request, a schema, options. */
export const V1_ARGUMENTS: ReadArguments = (a, _schema, c) => requested(a, c);
/** v2: a codec, the request, a schema, options. */
export const V2_ARGUMENTS: ReadArguments = (_codec, b, _schema, d) => requested(b, d);

function requested(message: unknown, options: unknown): Requested {
  return { message: message as MethodMessage, signal: (options as { signal?: AbortSignal } | undefined)?.signal };
}

/**
 * Wraps the method through which every request of a protocol passes. Its promise settles in every case (answered, timed out,
 * aborted or disconnected), and so it ends the span.
 * @param read finds the request among the method's arguments
 */
export function traceRequests(connections: Connections, read: ReadArguments) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function request(a, b, c, d) {
      const connection = connections.of(this);
      if (connection === undefined) return original.call(this, a, b, c, d);
      const { message, signal } = read(a, b, c, d);
      const call = tryStartSending(connection, message);
      if (call === undefined) return original.call(this, a, b, c, d);
      const promise = send({ connection, call }, () => original.call(this, a, b, c, d));
      return settle({ connection, call, promise, signal });
    };
}

/**
 * Runs `work`, during which the transport's hooked `send` knows the call of the message. For an in-memory transport the context is not activated, because
 * nothing between its two ends has spans of its own.
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
  signal: AbortSignal | undefined;
}

function settle({ connection, call, promise, signal }: Pending): Promise<unknown> {
  return promise.then(
    (result) => {
      forget(connection, call);
      call.end(noteResult(connection, call, result));
      return result;
    },
    (error) => {
      forget(connection, call);
      hookResponse(call, { error }, connection.telemetry.config);
      call.end(call.answer ?? failureOfLocalError(error, signal));
      throw error;
    },
  );
}

function forget({ outgoing }: Connection, { id }: Call): void {
  outgoing.take(id);
}
