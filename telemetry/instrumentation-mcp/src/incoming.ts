import { type Link, type SpanOptions, trace } from '@opentelemetry/api';
import { ambientContext } from './ambient.ts';
import { Call } from './call.ts';
import type { Connection } from './connection.ts';
import { LeanContext, withSpan } from './context/lean-context.ts';
import type { MessageExtra, MethodMessage } from './internal-types.ts';
import type { Operation } from './operation.ts';
import { recordArguments } from './payload.ts';
import { extractContext } from './propagation.ts';
import { reportFault } from './report.ts';
import { describeClient, describeMessage, linksTo } from './span-details.ts';
import { linkInstead } from './spans/remote-parents.ts';

interface Received {
  connection: Connection;
  message: MethodMessage;
  extra: MessageExtra | undefined;
}

/**
 * Starts the span of a message that this side received.
 * @returns undefined when that fails: then the message goes its way untraced
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
  const { tracer, metrics, config } = connection.telemetry;
  if (extra !== undefined && connection.role === 'server') connection.learnFrom(extra);
  const operation = connection.receivedOperation(message);
  const ambient = ambientContext(connection);
  const base = LeanContext.from(ambient);
  const told = extractContext(message, base);
  const refused = connection.info.kind === 'http' && connection.role === 'server' ? linkInstead(told) : undefined;
  const parent = refused === undefined ? told : base;
  const links =
    refused ?? (connection.info.kind === 'memory' ? undefined : linksTo(ambient, trace.getSpanContext(parent)));
  const span = tracer.startSpan(operation.spanName, optionsWith(operation, links), parent);
  describeMessage(span, operation, message);
  if (connection.info.kind === 'http') describeClient(span, ambient);
  const call = new Call({ operation, span, context: withSpan(parent, span), duration: metrics.serverOperation });
  if (message.id !== undefined) call.setId(extra?.wireRequestId ?? message.id);
  recordArguments(call, message, config);
  return call;
}

function optionsWith({ spanOptions }: Operation, links: Link[] | undefined): SpanOptions {
  return links === undefined ? spanOptions : { ...spanOptions, links };
}
