import { type Context, type Link, trace } from '@opentelemetry/api';
import { Call } from '../calls/call.ts';
import { hookRequest } from '../calls/hooks.ts';
import { recordArguments } from '../calls/payload.ts';
import type { Connection } from '../connections/connection.ts';
import { ambientContext } from '../context/ambient.ts';
import { describeConversation } from '../context/conversation.ts';
import { extractContext } from '../context/propagation.ts';
import type { MessageExtra, MethodMessage } from '../internal-types.ts';
import type { Operation } from '../operations/operation.ts';
import { hookSendFirst } from '../outgoing/send.ts';
import { reportFault } from '../report.ts';
import { borrow, keep, spanOfReceiving } from '../spans/already-traced.ts';
import { linkInstead } from '../spans/remote-parents.ts';
import { describeClient, describeMessage, describePeer, linksTo } from '../spans/span-details.ts';

interface Received {
  connection: Connection;
  message: MethodMessage;
  extra: MessageExtra | undefined;
}

/**
 * Starts the span of a message that this side received.
 * @returns undefined when that fails, so that the message is handled untraced
 */
export function tryStartReceiving(received: Received): Call | undefined {
  try {
    return startReceiving(received);
  } catch (error) {
    reportFault(error);
    return undefined;
  }
}

function startReceiving({ connection, message, extra }: Received): Call {
  const { config } = connection.telemetry;
  if (extra !== undefined && connection.role === 'server') connection.learnFrom(extra);
  const ambient = ambientContext(connection);
  const call = startCall(connection, message, ambient);
  const { span, operation } = call;
  describeMessage(span, operation, message);
  describePeer(span, connection);
  describeConversation(span, call.context);
  if (connection.info.kind === 'http') describeClient(span, ambient);
  if (message.id !== undefined) call.setId(extra?.wireRequestId ?? message.id);
  recordArguments(call, message, config);
  hookRequest(call, message, config);
  return call;
}

function startCall(connection: Connection, message: MethodMessage, ambient: Context): Call {
  const { metrics, config } = connection.telemetry;
  const { whenAlreadyTraced = 'enrich' } = config;
  const operation = connection.receivedOperation(message);
  const origin = originOf(connection, message, ambient);
  const theirs =
    whenAlreadyTraced === 'separate' ? undefined : spanOfReceiving(message, trace.getSpanContext(origin.parent));
  if (theirs === undefined) return startOwn(connection, operation, origin);
  hookSendFirst(connection);
  const parent = trace.setSpan(origin.parent, theirs);
  if (whenAlreadyTraced === 'nest') return startOwn(connection, operation, { parent, links: undefined });
  return new Call({ operation, span: borrow(theirs, operation), context: parent, duration: metrics.serverOperation });
}

interface Origin {
  parent: Context;
  links: Link[] | undefined;
}

function startOwn({ telemetry }: Connection, operation: Operation, { parent, links }: Origin): Call {
  const { spanName, spanOptions } = operation;
  const span = telemetry.tracer.startSpan(
    spanName,
    links === undefined ? spanOptions : { ...spanOptions, links },
    parent,
  );
  keep(span);
  return new Call({
    operation,
    span,
    context: trace.setSpan(parent, span),
    duration: telemetry.metrics.serverOperation,
  });
}

/** The parent of a message's span, from its `_meta` or else the transport, and its links. */
function originOf({ info, role }: Connection, message: MethodMessage, ambient: Context): Origin {
  const parent = extractContext(message, ambient);
  const refused = info.kind === 'http' && role === 'server' ? linkInstead(parent) : undefined;
  if (refused !== undefined) return { parent: ambient, links: refused };
  return { parent, links: info.kind === 'memory' ? undefined : linksTo(ambient, trace.getSpanContext(parent)) };
}
