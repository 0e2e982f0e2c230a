/**
 * The way of a message through the instrumentation: each method of the SDKs' `Protocol` that is wrapped, with the room whose code stands before it.
 *
 * A module of an SDK is loaded: `modules/` finds its classes, also in bundles, and replaces the methods below (patcher.ts). A `Protocol` gets a
 * transport: `connections/` keeps one Connection for both, with everything that is under way on it. A message leaves or arrives: `outgoing/` and
 * `incoming/` start its span, in the context that `context/` puts into `_meta` and reads from there, under the name and attributes that
 * `operations/` puts together once for each method, tool and connection. Until its answer passes it is a Call of `calls/`, which knows how it
 * may end, and ends span and metrics together.
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

/** What v1 and v2 have alike. The transport's `send`, through which all that leaves passes, is hooked with the connection: outgoing/send.ts. */
function commonWrappers(connections: Connections): Wrappers {
  return {
    // A request of the peer: its span starts here, and ends as the answer passes `send`.
    _onrequest: traceIncomingRequests(connections),
    // A notification of the peer: its span ends when its handler settles.
    _onnotification: traceIncomingNotifications(connections),
    // The answer of the peer, before the SDK makes an error or a result of it.
    _onresponse: traceResponses(connections),
    // An answer that could not be made.
    _onerror: traceErrors(connections),
    // The end of the connection is that of the session, and of whatever has no answer.
    _onclose: traceClose(connections),
  };
}

/** The wrappers of the `Protocol` of `@modelcontextprotocol/sdk`. */
export function v1Wrappers(connections: Connections): Wrappers {
  return {
    ...commonWrappers(connections),
    // A request to the peer: its span ends with its promise.
    request: traceRequests(connections, V1_ARGUMENTS),
    // A message that waits for the next poll of its task.
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
    // What a server asks inside a result, and the client answers with its next request.
    _getRequestHandler: traceInputRequests(connections),
  };
}
