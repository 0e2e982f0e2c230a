/**
 * The way of a message through the instrumentation: each wrapped method of the SDKs' `Protocol`, with the folder whose code wraps it.
 *
 * 1. When a module of an SDK is loaded, `modules/` finds its classes, also in bundles, and replaces the methods below (patcher.ts).
 * 2. When a `Protocol` gets a transport, `connections/` creates one Connection for both, which holds all running calls.
 * 3. When a message is sent or received, `outgoing/` or `incoming/` starts its span. `context/` writes the span's context into `_meta` and reads it from
 *    there; `operations/` provides name and attributes, computed once for each method, tool and connection.
 * 4. Until its answer passes, the message is a Call of `calls/`, which knows how it may end, and ends its span and metrics together.
 */
import { traceConnect } from '../connections/connecting.ts';
import type { Connections } from '../connections/connections.ts';
import { traceClose } from '../connections/sessions.ts';
import { traceIncomingNotifications } from '../incoming/incoming-notification.ts';
import { traceIncomingRequests } from '../incoming/incoming-request.ts';
import { traceInputRequests } from '../incoming/input-requests.ts';
import { traceResponses } from '../incoming/responses.ts';
import { traceErrors } from '../incoming/unmade-answers.ts';
import { traceRequests, V1_ARGUMENTS, V2_ARGUMENTS } from '../outgoing/outgoing-request.ts';
import { traceQueue } from '../outgoing/task-queue.ts';
import type { Wrapper } from './patcher.ts';

type Wrappers = Record<string, Wrapper>;

/** The wrappers that v1 and v2 share. The transport's `send`, through which all outgoing messages pass, is hooked with the connection: outgoing/send.ts. */
function commonWrappers(connections: Connections): Wrappers {
  return {
    // A request of the peer: its span starts here, and ends when the answer passes `send`.
    _onrequest: traceIncomingRequests(connections),
    // A notification of the peer: its span ends when its handler settles.
    _onnotification: traceIncomingNotifications(connections),
    // The answer of the peer, before the SDK turns it into an error or a result.
    _onresponse: traceResponses(connections),
    // An answer that could not be made.
    _onerror: traceErrors(connections),
    // The end of the connection ends the session and all unanswered calls.
    _onclose: traceClose(connections),
  };
}

/** The wrappers of the `Protocol` of `@modelcontextprotocol/sdk`. */
export function v1Wrappers(connections: Connections): Wrappers {
  return {
    ...commonWrappers(connections),
    // A request to the peer: its span ends with its promise.
    request: traceRequests(connections, V1_ARGUMENTS),
    // A message that is queued until the next poll of its task.
    _enqueueTaskMessage: traceQueue(connections),
  };
}

/** The wrappers of the `Protocol`, `Client` and `Server` of `@modelcontextprotocol/client` and `/server`. */
export function v2Wrappers(connections: Connections): Wrappers {
  return {
    ...commonWrappers(connections),
    // The probe of the server's revision comes before the protocol knows the transport.
    connect: traceConnect(connections),
    _requestWithSchemaViaCodec: traceRequests(connections, V2_ARGUMENTS),
    // A request that a server puts into a result, and that the client answers with its next request.
    _getRequestHandler: traceInputRequests(connections),
  };
}
