import { TIMEOUT } from './errors/error-type.ts';

/** Values that the MCP semantic conventions give, or leave to the instrumentation. The names are in the contract. */

export const GEN_AI_OPERATION_EXECUTE_TOOL = 'execute_tool';

/** The method that v2's entries answer without a server instance. */
export const SUBSCRIBE = 'subscriptions/listen';

/** The keys under which a message of revision 2026-07-28 or later names the client that sends it, and a result its server. */
export const CLIENT_INFO = 'io.modelcontextprotocol/clientInfo';
export const SERVER_INFO = 'io.modelcontextprotocol/serverInfo';

/** What `error.type` holds when no JSON-RPC error code says it, besides codes of the system. Any other error is named by its class. */
export const ERROR_TYPE = {
  /** The tool ran and answered with `isError: true`. */
  tool: 'tool_error',
  /** No answer within the time that the request or its caller had. */
  timeout: TIMEOUT,
  /** The caller aborted the request before its time was over, or the peer cancelled it. */
  cancelled: 'cancelled',
  /** The transport closed before the answer. */
  connectionClosed: 'connection_closed',
  /** The protocol layer discarded the message without an answer. */
  dropped: 'dropped',
  /** Another request with the same id arrived on the connection before this one was answered. */
  duplicateRequestId: 'duplicate_request_id',
} as const;
