import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Span } from '@opentelemetry/api';
import type { HttpInstrumentationConfig } from '@opentelemetry/instrumentation-http';
import { ATTR_URL_QUERY } from '@opentelemetry/semantic-conventions';
import { methodLabel } from '../method-label.ts';
import { describeBodies } from './body-attributes.ts';
import { pathOf, probePaths } from './probe-paths.ts';
import { sentStatus } from './sent-status.ts';

type ServerHooks = Required<
  Pick<
    HttpInstrumentationConfig,
    'ignoreIncomingRequestHook' | 'startIncomingSpanHook' | 'responseHook' | 'applyCustomAttributesOnSpan'
  >
>;

/** How @opentelemetry/instrumentation-http observes incoming requests. */
export function serverHooks(): ServerHooks {
  const probes = probePaths();
  return {
    ignoreIncomingRequestHook: (request) => probes.has(pathOf(request)),
    // A query holds what users typed or what gives access.
    startIncomingSpanHook: () => ({ [ATTR_URL_QUERY]: undefined }),
    responseHook: (_span, response) => statusOfAborted(response),
    applyCustomAttributesOnSpan: (span, request, response) => {
      boundName(span, request);
      describeBodies(span, request, response);
      restoreStatus(response);
    },
  };
}

/** The application's status of responses that show another to the instrumentation. */
const given = new WeakMap<object, number>();

/**
 * Shows the instrumentation 499 where the client left before the answer began; it would report the status that a response starts with. Its own
 * listener comes next, and calls {@link restoreStatus} before any listener of the application.
 */
function statusOfAborted(response: ServerResponse | IncomingMessage): void {
  if (!('headersSent' in response)) return;
  response.once('close', () => {
    const status = sentStatus(response);
    // The instrumentation has already reported it after an error.
    if (status === response.statusCode || response.errored) return;
    given.set(response, response.statusCode);
    response.statusCode = status;
  });
}

function restoreStatus(response: ServerResponse | IncomingMessage): void {
  const status = given.get(response);
  if (status !== undefined) response.statusCode = status;
}

/** Lets the name begin with `HTTP` where the method is not one of the conventions', as they ask. */
function boundName(span: Span & { readonly name?: string }, { method }: IncomingMessage | ClientRequest): void {
  if (method !== undefined && methodLabel(method) !== method && span.name?.startsWith(method))
    span.updateName(`HTTP${span.name.slice(method.length)}`);
}
