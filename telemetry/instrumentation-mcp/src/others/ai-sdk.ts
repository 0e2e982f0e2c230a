import type { Connections } from '../connections/connections.ts';
import { traceClose } from '../connections/sessions.ts';
import { traceIncomingRequests } from '../incoming/incoming-request.ts';
import { traceResponses } from '../incoming/responses.ts';
import type { MethodMessage } from '../internal-types.ts';
import type { Wrapper } from '../modules/patcher.ts';
import { traceRequests } from '../outgoing/outgoing-request.ts';

interface Round {
  request: MethodMessage;
  options?: { signal?: AbortSignal };
}

/** Whether this is the prototype of the client of `@ai-sdk/mcp`, also in a bundle. */
export function isAiSdkClient(prototype: object): boolean {
  return ['request', 'onResponse', 'onRequestMessage', 'onClose'].every((name) => Object.hasOwn(prototype, name));
}

/** Wrappers for the AI SDK's client. A call that requires input is one request for each round. */
export function aiSdkWrappers(connections: Connections, prototype: object): Record<string, Wrapper> {
  const method = Object.hasOwn(prototype, 'requestOnce') ? 'requestOnce' : 'request';
  const read = (round: unknown) => {
    const { request, options } = round as Round;
    return { message: request, signal: options?.signal };
  };
  return {
    [method]: traceRequests(connections, read),
    onResponse: traceResponses(connections),
    onClose: traceClose(connections),
    // The client answers every request itself.
    onRequestMessage: traceIncomingRequests(connections, () => true),
  };
}
