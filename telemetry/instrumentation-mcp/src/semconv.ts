import { TIMEOUT } from './errors/error-type.ts';

/** Values that the MCP semantic conventions define, or leave to the instrumentation. The names are in the contract. */

export const GEN_AI_OPERATION_EXECUTE_TOOL = 'execute_tool';

/** The method that v2's entries answer without a server instance. */
export const SUBSCRIBE = 'subscriptions/listen';

/** The keys under which a message of revision 2026-07-28 or later names the client that sends it, and a result its server. */
export const CLIENT_INFO = 'io.modelcontextprotocol/clientInfo';
export const SERVER_INFO = 'io.modelcontextprotocol/serverInfo';

/** The values of `error.type`, besides JSON-RPC error codes and codes of the system. Any other error has the name of its class. */
export const ERROR_TYPE = {
  /** The tool ran and answered with `isError: true`. */
  tool: 'tool_error',
  /** There was no answer within the time limit of the request or its caller. */
  timeout: TIMEOUT,
  /** The caller aborted the request, not because of a time limit, or the peer cancelled it. */
  cancelled: 'cancelled',
  /** The transport closed before the answer. */
  connectionClosed: 'connection_closed',
  /** The protocol layer discarded the message without an answer. */
  dropped: 'dropped',
  /** Another request with the same id arrived on the connection before this one was answered. */
  duplicateRequestId: 'duplicate_request_id',
} as const;
