import { inspect } from 'node:util';
import { context, metrics, trace } from '@opentelemetry/api';
import { endCancelled } from '../calls/follow-to-end.ts';
import { Connection } from '../connections/connection.ts';
import { Programs } from '../connections/programs.ts';
import { close } from '../connections/sessions.ts';
import { settleWith } from '../incoming/handler-observer.ts';
import { tryStartReceiving } from '../incoming/start-incoming.ts';
import { endByAnswer } from '../incoming/unannounced-answer.ts';
import type { Message, MessageExtra, MethodMessage, Protocol, Transport } from '../internal-types.ts';
import { KnownNames } from '../operations/known-names.ts';
import { createMetrics } from '../operations/metrics.ts';
import { hookSend } from '../outgoing/send.ts';
import { reportFault } from '../report.ts';
import { NAME, OPTIONS, VERSION } from '../scope.ts';
import { ERROR_TYPE } from '../semconv.ts';
import type { Telemetry } from '../telemetry.ts';
import { markTraced } from './traced-transports.ts';

/** A transport for MCP's JSON-RPC messages, like those of the MCP SDKs. */
export interface McpTransport {
  send(message: never, options?: never): Promise<void>;
  // biome-ignore lint/suspicious/noExplicitAny: each SDK has its own type of messages
  onmessage?: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  onclose?: any;
  sessionId?: string | undefined;
}

/**
 * Traces and measures the messages of a transport, whatever SDK or runtime uses it. Call it before the transport is connected and
 * after telemetry has started. An unanswered request ends when it is cancelled or with the connection.
 * @param role the role of the side that uses the transport
 * @returns the same transport; with a wrong argument it stays untraced, and OpenTelemetry's diagnostics report an error
 */
export function traceMcpTransport<T extends McpTransport>(transport: T, role: 'client' | 'server'): T {
  try {
    checkArguments(transport, role);
    if (!markTraced(transport)) return transport;
    const connection = new Connection(telemetry(), protocolOf(role), transport as unknown as Transport);
    hookSend(connection);
    watchMessages(connection);
    watchClose(connection);
  } catch (error) {
    reportFault(error);
  }
  return transport;
}

/** @throws {TypeError} for wrong arguments, which a program without types may pass */
function checkArguments(transport: unknown, role: unknown): void {
  const { send } = (transport ?? {}) as { send?: unknown };
  if (typeof send !== 'function')
    throw new TypeError(`traceMcpTransport: expected a transport with send(), got ${inspect(transport, { depth: 0 })}`);
  if (role !== 'client' && role !== 'server')
    throw new TypeError(`traceMcpTransport: expected the role 'client' or 'server', got ${inspect(role)}`);
}

let shared: Telemetry | undefined;

function telemetry(): Telemetry {
  shared ??= {
    tracer: trace.getTracerProvider().getTracer(NAME, VERSION, OPTIONS),
    metrics: createMetrics(metrics.getMeter(NAME, VERSION, OPTIONS)),
    config: {},
    names: new KnownNames(),
    programs: new Programs(),
    enabled: true,
  };
  return shared;
}

function protocolOf(role: 'client' | 'server'): Protocol {
  return role === 'client' ? { getServerCapabilities: true } : {};
}

type Receive = (message: Message, extra?: MessageExtra) => void;

/** Runs the message handler inside the spans of the messages. SDKs call the previous handler from the one that they set. */
function watchMessages(connection: Connection): void {
  let current: unknown;
  const watch = (receive: Receive | undefined): Receive | undefined =>
    receive &&
    ((message, extra) => {
      const pass = () => receive.call(connection.transport, message, extra);
      if (current === message) return void pass();
      current = message;
      try {
        deliver(connection, { message, extra, pass });
      } finally {
        current = undefined;
      }
    });
  connection.watch = watch(connection.transport.onmessage);
  Object.defineProperty(connection.transport, 'onmessage', {
    configurable: true,
    enumerable: true,
    get: () => connection.watch,
    set: (receive: Receive | undefined) => {
      connection.watch = watch(receive);
    },
  });
}

interface Delivered {
  message: Message;
  extra: MessageExtra | undefined;
  pass: () => unknown;
}

function deliver(connection: Connection, { message, extra, pass }: Delivered): void {
  if (message?.method !== undefined) return void take(connection, { message: message as MethodMessage, extra, pass });
  try {
    pass();
  } finally {
    endByAnswer(connection, message);
  }
}

interface Taken extends Delivered {
  message: MethodMessage;
}

function take(connection: Connection, { message, extra, pass }: Taken): void {
  if (message.method === 'notifications/cancelled') endCancelled(connection, message);
  const call = tryStartReceiving({ connection, message, extra });
  if (call === undefined) return void pass();
  if (message.id === undefined) return void context.with(call.context, () => settleWith(call, pass));
  connection.incoming.set(message.id, call)?.end({ errorType: ERROR_TYPE.duplicateRequestId });
  context.with(call.context, pass);
}

function watchClose(connection: Connection): void {
  const { transport } = connection;
  const watch = (onclose: Transport['onclose']) =>
    onclose &&
    (() => {
      close(connection);
      onclose.call(transport);
    });
  let watched = watch(transport.onclose);
  Object.defineProperty(transport, 'onclose', {
    configurable: true,
    enumerable: true,
    get: () => watched,
    set: (onclose: Transport['onclose']) => {
      watched = watch(onclose);
    },
  });
}
