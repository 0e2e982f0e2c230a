import { context } from '@opentelemetry/api';
import type { Call } from '../calls/call.ts';
import { type Failure, failureOfException, failureOfOwnResponse } from '../calls/outcome.ts';
import type { Connections } from '../connections/connections.ts';
import { tryStartReceiving } from '../incoming/start-incoming.ts';
import type { JsonRpcError, MethodMessage, ProtocolMethod } from '../internal-types.ts';
import { reportFault } from '../report.ts';
import { SUBSCRIBE } from '../semconv.ts';

type Fetch = (request: Request, options?: { parsedBody?: unknown }) => Promise<Response>;

/** Subscription requests are small. A larger body is not read here but left to the SDK, which limits it, and so is not traced. */
const MAX_BODY_BYTES = 65_536;

/** Wraps v2's `createMcpHandler`, which serves subscriptions itself, so that no server instance sees them. */
export function traceHttpSubscriptions(connections: Connections) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function createMcpHandler(factory, options) {
      const handler = original.call(this, factory, options) as { fetch: Fetch };
      const { fetch } = handler;
      handler.fetch = async (request, given) => {
        if (!isSubscription(request)) return fetch(request, given);
        const call = await tryStartSubscription(connections, request, given?.parsedBody);
        return call === undefined ? fetch(request, given) : serve(call, () => fetch(request, given));
      };
      return handler;
    };
}

/** Whether a request subscribes. In the revisions with subscriptions, every request names its method in this header. */
function isSubscription(request: Request): boolean {
  return request?.headers?.get?.('mcp-method') === SUBSCRIBE;
}

async function tryStartSubscription(
  connections: Connections,
  request: Request,
  parsedBody: unknown,
): Promise<Call | undefined> {
  try {
    const connection = connections.ofEntry({ send: () => Promise.resolve() });
    if (connection === undefined) return undefined;
    const message = (parsedBody ?? (await readBody(request))) as MethodMessage | undefined;
    if (message?.method !== SUBSCRIBE) return undefined;
    return tryStartReceiving({ connection, message, extra: { request } });
  } catch (error) {
    reportFault(error);
    return undefined;
  }
}

async function readBody(request: Request): Promise<unknown> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= MAX_BODY_BYTES)) return undefined;
  return request
    .clone()
    .json()
    .catch(() => undefined);
}

async function serve(call: Call, work: () => Promise<Response>): Promise<Response> {
  try {
    const response = await context.with(call.context, work);
    void endWithResponse(call, response);
    return response;
  } catch (error) {
    call.end(failureOfException(error));
    throw error;
  }
}

/** Ends the call by its response: a stream begins with the acknowledgement, anything else is a refusal. */
async function endWithResponse(call: Call, response: Response): Promise<void> {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  call.end(isStream ? undefined : await failureOfRefusal(response));
}

async function failureOfRefusal(response: Response): Promise<Failure> {
  try {
    const { error } = (await response.clone().json()) as { error: JsonRpcError };
    return failureOfOwnResponse(error);
  } catch {
    return { errorType: String(response.status) };
  }
}
