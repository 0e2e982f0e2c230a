import { traceConnect } from './connecting.ts';
import type { Connections } from './connections.ts';
import { traceErrors } from './errors.ts';
import { traceIncomingNotifications } from './incoming-notification.ts';
import { traceIncomingRequests } from './incoming-request.ts';
import { traceInputRequests } from './input-requests.ts';
import { traceRequests, V1_ARGUMENTS, V2_ARGUMENTS } from './outgoing-request.ts';
import type { Wrapper } from './patcher.ts';
import { traceResponses } from './responses.ts';
import { traceClose } from './sessions.ts';
import { traceQueue } from './task-queue.ts';

type Wrappers = Record<string, Wrapper>;

function commonWrappers(connections: Connections): Wrappers {
  return {
    _onclose: traceClose(connections),
    _onerror: traceErrors(connections),
    _onnotification: traceIncomingNotifications(connections),
    _onrequest: traceIncomingRequests(connections),
    _onresponse: traceResponses(connections),
  };
}

/** For the `Protocol` of `@modelcontextprotocol/sdk`. */
export function v1Wrappers(connections: Connections): Wrappers {
  return {
    ...commonWrappers(connections),
    request: traceRequests(connections, V1_ARGUMENTS),
    _enqueueTaskMessage: traceQueue(connections),
  };
}

/** For the `Protocol`, `Client` and `Server` of `@modelcontextprotocol/client` and `/server`. */
export function v2Wrappers(connections: Connections): Wrappers {
  return {
    ...commonWrappers(connections),
    connect: traceConnect(connections),
    _getRequestHandler: traceInputRequests(connections),
    _requestWithSchemaViaCodec: traceRequests(connections, V2_ARGUMENTS),
  };
}
