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

/** The hooks with which @opentelemetry/instrumentation-http observes incoming requests. */
export function serverHooks(): ServerHooks {
  const probes = probePaths();
  return {
    ignoreIncomingRequestHook: (request) => probes.has(pathOf(request)),
    // Queries may contain user input or credentials.
    startIncomingSpanHook: () => ({ [ATTR_URL_QUERY]: undefined }),
    responseHook: (_span, response) => statusOfAborted(response),
    applyCustomAttributesOnSpan: (span, request, response) => {
      boundName(span, request);
      describeBodies(span, request, response);
      restoreStatus(response);
    },
  };
}

/** The application's own status of responses whose status is changed for the instrumentation. */
const given = new WeakMap<object, number>();

/**
 * Lets the instrumentation see 499 when the client left before the answer began; it would report the initial status of the response. Its own
 * listener comes next, and calls {@link restoreStatus} before any listener of the application.
 */
function statusOfAborted(response: ServerResponse | IncomingMessage): void {
  if (!('headersSent' in response)) return;
  response.once('close', () => {
    const status = sentStatus(response);
    // After an error, the instrumentation has already reported the status.
    if (status === response.statusCode || response.errored) return;
    given.set(response, response.statusCode);
    response.statusCode = status;
  });
}

function restoreStatus(response: ServerResponse | IncomingMessage): void {
  const status = given.get(response);
  if (status !== undefined) response.statusCode = status;
}

/** Begins the span's name with `HTTP` if the method is unknown to the conventions, as they require. */
function boundName(span: Span & { readonly name?: string }, { method }: IncomingMessage | ClientRequest): void {
  if (method !== undefined && methodLabel(method) !== method && span.name?.startsWith(method))
    span.updateName(`HTTP${span.name.slice(method.length)}`);
}
