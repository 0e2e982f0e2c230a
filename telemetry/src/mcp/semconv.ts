/**
 * The names of the MCP semantic conventions. They are in development, so this is a local copy:
 * https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/mcp.md
 */
export {
  ATTR_CLIENT_ADDRESS,
  ATTR_CLIENT_PORT,
  ATTR_ERROR_TYPE,
  ATTR_NETWORK_PROTOCOL_NAME,
  ATTR_NETWORK_TRANSPORT,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
} from '@opentelemetry/semantic-conventions';

export const ATTR_GEN_AI_OPERATION_NAME = 'gen_ai.operation.name';
export const ATTR_GEN_AI_PROMPT_NAME = 'gen_ai.prompt.name';
export const ATTR_GEN_AI_TOOL_CALL_ARGUMENTS = 'gen_ai.tool.call.arguments';
export const ATTR_GEN_AI_TOOL_CALL_RESULT = 'gen_ai.tool.call.result';
export const ATTR_GEN_AI_TOOL_NAME = 'gen_ai.tool.name';
export const ATTR_JSONRPC_REQUEST_ID = 'jsonrpc.request.id';
export const ATTR_MCP_METHOD_NAME = 'mcp.method.name';
export const ATTR_MCP_PROTOCOL_VERSION = 'mcp.protocol.version';
export const ATTR_MCP_RESOURCE_URI = 'mcp.resource.uri';
export const ATTR_MCP_SESSION_ID = 'mcp.session.id';
export const ATTR_RPC_RESPONSE_STATUS_CODE = 'rpc.response.status_code';

export const GEN_AI_OPERATION_EXECUTE_TOOL = 'execute_tool';

export const METRIC_MCP_CLIENT_OPERATION_DURATION = 'mcp.client.operation.duration';
export const METRIC_MCP_CLIENT_SESSION_DURATION = 'mcp.client.session.duration';
export const METRIC_MCP_SERVER_OPERATION_DURATION = 'mcp.server.operation.duration';
export const METRIC_MCP_SERVER_SESSION_DURATION = 'mcp.server.session.duration';

/** Upper bounds of every MCP duration histogram, in seconds. */
export const DURATION_BUCKETS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];

/** What `error.type` holds when no JSON-RPC error code says it. Any other error is named by its class. */
export const ERROR_TYPE = {
  /** The tool ran and answered with `isError: true`. */
  tool: 'tool_error',
  /** No answer within the request's time limit. */
  timeout: 'timeout',
  /** The caller aborted the request, or the peer cancelled it. */
  cancelled: 'cancelled',
  /** The transport closed before the answer. */
  connectionClosed: 'connection_closed',
  /** The protocol layer discarded the message without an answer. */
  dropped: 'dropped',
  /** Another request with the same id arrived on the connection before this one was answered. */
  duplicateRequestId: 'duplicate_request_id',
} as const;
