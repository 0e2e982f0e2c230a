import { EVENT_DESTINATION, EVENT_SUBJECTS } from '@cortex/signals';
import {
  ATTR_ERROR_TYPE,
  ATTR_MESSAGING_DESTINATION_NAME,
  ATTR_MESSAGING_MESSAGE_BODY_SIZE,
  ATTR_MESSAGING_MESSAGE_ID,
  ATTR_MESSAGING_OPERATION_NAME,
  ATTR_MESSAGING_OPERATION_TYPE,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
} from '@cortex/signals/contract';
import { failSpan } from '@cortex/telemetry';
import type { MsgHdrs } from '@nats-io/transport-node';
import {
  type Attributes,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  type TextMapGetter,
  type TextMapSetter,
  trace,
} from '@opentelemetry/api';
import type { StoredMessage } from './message.ts';
import type { Letter } from './nats-session.ts';

const MESSAGE_ID = 'Nats-Msg-Id';

const setter: TextMapSetter<MsgHdrs> = { set: (headers, name, value) => headers.set(name, value) };
const getter: TextMapGetter<MsgHdrs> = {
  get: (headers, name) => (headers.has(name) ? headers.get(name) : undefined),
  keys: (headers) => headers.keys(),
};

/** Creates the spans of messages by the semantic conventions for messaging, and carries their context in the headers. */
const tracer = () => trace.getTracer('@cortex/core-api');

/** Starts the span of a message that will be published, below the active span, and puts its context into the headers. */
export function startPublish({ id, subject, payload, headers }: Letter): Span {
  const span = tracer().startSpan(`publish ${EVENT_SUBJECTS}`, {
    kind: SpanKind.PRODUCER,
    attributes: {
      ...about(subject, payload),
      [ATTR_MESSAGING_OPERATION_NAME]: 'publish',
      [ATTR_MESSAGING_OPERATION_TYPE]: 'send',
      [ATTR_MESSAGING_MESSAGE_ID]: id,
    },
  });
  propagation.inject(trace.setSpan(context.active(), span), headers, setter);
  return span;
}

/** @param outcome the server that has stored the message, as `<host>:<port>`, or why none has */
export function endPublish(span: Span, outcome: { server: string } | { errorType: string }): void {
  if ('server' in outcome) span.setAttributes(serverOf(outcome.server));
  else {
    span.setAttribute(ATTR_ERROR_TYPE, outcome.errorType);
    failSpan(span, `the event is lost: ${outcome.errorType}`);
  }
  span.end();
}

/** Passes a message on within a span in the publisher's trace, which also has a link to the publisher's span. */
export function process(message: StoredMessage, hand: () => void): void {
  const { subject, data, headers } = message;
  const parent = headers ? propagation.extract(ROOT_CONTEXT, headers, getter) : ROOT_CONTEXT;
  const publisher = trace.getSpanContext(parent);
  const id = headers?.get(MESSAGE_ID);
  const options = {
    kind: SpanKind.CONSUMER,
    links: publisher ? [{ context: publisher }] : [],
    attributes: {
      ...about(subject, data),
      [ATTR_MESSAGING_OPERATION_NAME]: 'process',
      [ATTR_MESSAGING_OPERATION_TYPE]: 'process',
      ...(id && { [ATTR_MESSAGING_MESSAGE_ID]: id }),
    },
  };
  tracer().startActiveSpan(`process ${EVENT_SUBJECTS}`, options, parent, (span) => {
    hand();
    span.end();
  });
}

function about(subject: string, payload: Uint8Array): Attributes {
  return {
    ...EVENT_DESTINATION,
    [ATTR_MESSAGING_DESTINATION_NAME]: subject,
    [ATTR_MESSAGING_MESSAGE_BODY_SIZE]: payload.length,
  };
}

function serverOf(server: string): Attributes {
  const { hostname, port } = new URL(`nats://${server}`);
  return { [ATTR_SERVER_ADDRESS]: hostname, [ATTR_SERVER_PORT]: Number(port) };
}
