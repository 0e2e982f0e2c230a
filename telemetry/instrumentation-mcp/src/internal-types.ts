/** The parts of the MCP SDKs' private structure that the instrumentation relies on. */
export type RequestId = string | number;

export interface MessageParams {
  [key: string]: unknown;
  _meta?: Record<string, unknown>;
}

export interface JsonRpcError {
  code: number;
  message?: string;
}

/** A JSON-RPC request, notification or response, as it passes through a transport. */
export interface Message {
  id?: RequestId;
  method?: string;
  params?: MessageParams;
  result?: Record<string, unknown>;
  error?: JsonRpcError;
}

/** A request or notification. */
export interface MethodMessage extends Message {
  method: string;
}

/** What a transport passes on with an incoming message: `requestInfo` in v1, `request` in v2. */
export interface MessageExtra {
  /** The client's id of a request to which the transport has given another one. */
  wireRequestId?: RequestId;
  requestInfo?: { headers?: Record<string, string | string[] | undefined> };
  request?: { headers?: { get(name: string): string | null } };
}

export type Send = (message: Message, options?: unknown) => Promise<void>;

/** A message on its way to a transport. */
export interface Delivery<M extends Message = Message> {
  deliver: Send;
  message: M;
  options: unknown;
}

export interface Transport {
  send: Send;
  onmessage?: ((message: Message, extra?: MessageExtra) => void) | undefined;
  onclose?: (() => void) | undefined;
  sessionId?: string | undefined;
}

export type NotificationHandler = (notification: unknown, ...rest: unknown[]) => unknown;

export type RequestHandler = (request: unknown, ...rest: unknown[]) => unknown;

/** An instance of the SDK's `Protocol`: a v1 or v2 `Client` or `Server`. */
export interface Protocol {
  _transport?: Transport;
  /** The public accessor of `_transport`. Undefined before `connect` and after `close`. */
  readonly transport?: Transport | undefined;
  _requestHandlerAbortControllers?: Map<RequestId, unknown>;
  _notificationHandlers?: Map<string, NotificationHandler>;
  fallbackNotificationHandler?: NotificationHandler | undefined;
  /** v2 only. */
  _negotiatedProtocolVersion?: string;
  /** Exists only on clients. */
  getServerCapabilities?: unknown;
  serverCapabilities?: unknown;
}

/** A method of a protocol, as a plain function. */
// It has a fixed number of parameters, more than any of these methods has, because rest arrays would be allocated for every call.
export type ProtocolMethod = (this: Protocol, a?: unknown, b?: unknown, c?: unknown, d?: unknown) => unknown;
