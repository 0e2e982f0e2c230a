// biome-ignore-all format: written by the generator
// Generated from ../../../services/signals/contract.yaml by `npm run contract`: change that file, not this one.

import type { MetricOptions } from '@opentelemetry/api';

/** Duration of MCP requests and notifications on the sender's side, until the answer has arrived. */
export const METRIC_MCP_CLIENT_OPERATION_DURATION = 'mcp.client.operation.duration';
/** Duration of MCP requests and notifications on the receiver's side, until the answer is sent. */
export const METRIC_MCP_SERVER_OPERATION_DURATION = 'mcp.server.operation.duration';
/** Duration of MCP sessions on the client's side, from initialize to the end of the connection. */
export const METRIC_MCP_CLIENT_SESSION_DURATION = 'mcp.client.session.duration';
/** Duration of MCP sessions on the server's side, from initialize to the end of the connection. */
export const METRIC_MCP_SERVER_SESSION_DURATION = 'mcp.server.session.duration';

/** The options of each declared instrument: `meter.createCounter(METRIC_X, METRIC_OPTIONS[METRIC_X])`. */
export const METRIC_OPTIONS = {
  [METRIC_MCP_CLIENT_OPERATION_DURATION]: {
    unit: 's',
    description: 'Duration of MCP requests and notifications on the sender\'s side, until the answer has arrived.',
    advice: { explicitBucketBoundaries: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300] },
  },
  [METRIC_MCP_SERVER_OPERATION_DURATION]: {
    unit: 's',
    description: 'Duration of MCP requests and notifications on the receiver\'s side, until the answer is sent.',
    advice: { explicitBucketBoundaries: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300] },
  },
  [METRIC_MCP_CLIENT_SESSION_DURATION]: {
    unit: 's',
    description: 'Duration of MCP sessions on the client\'s side, from initialize to the end of the connection.',
    advice: { explicitBucketBoundaries: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300] },
  },
  [METRIC_MCP_SERVER_SESSION_DURATION]: {
    unit: 's',
    description: 'Duration of MCP sessions on the server\'s side, from initialize to the end of the connection.',
    advice: { explicitBucketBoundaries: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300] },
  },
} satisfies Record<string, MetricOptions>;

/** Class of the error that ended the operation; absent on success. */
export const ATTR_ERROR_TYPE = 'error.type';
/** Host that the request is sent to. */
export const ATTR_SERVER_ADDRESS = 'server.address';
/** Port that the request is sent to. */
export const ATTR_SERVER_PORT = 'server.port';
/** Address of the client, from forwarding headers or else from the socket. */
export const ATTR_CLIENT_ADDRESS = 'client.address';
/** Method of the MCP request or notification. */
export const ATTR_MCP_METHOD_NAME = 'mcp.method.name';
/** Revision of MCP that the connection uses. */
export const ATTR_MCP_PROTOCOL_VERSION = 'mcp.protocol.version';
/** Id of the MCP session. */
export const ATTR_MCP_SESSION_ID = 'mcp.session.id';
/** Name that the MCP client gives itself, in `initialize` or in each request since revision 2026-07-28. It is not verified. */
export const ATTR_CORTEX_MCP_CLIENT_NAME = 'cortex.mcp.client.name';
/** Version that the MCP client gives itself, in `initialize` or in each request since revision 2026-07-28. It is not verified. */
export const ATTR_CORTEX_MCP_CLIENT_VERSION = 'cortex.mcp.client.version';
/** Name that the MCP server gives itself, in `initialize` or in each result since revision 2026-07-28. It is not verified. */
export const ATTR_CORTEX_MCP_SERVER_NAME = 'cortex.mcp.server.name';
/** Version that the MCP server gives itself, in `initialize` or in each result since revision 2026-07-28. It is not verified. */
export const ATTR_CORTEX_MCP_SERVER_VERSION = 'cortex.mcp.server.version';
/** URI of the resource that is read or subscribed to, without user, password, query and fragment. */
export const ATTR_MCP_RESOURCE_URI = 'mcp.resource.uri';
/** Name of the operation in the GenAI conventions; `execute_tool` on tool calls. */
export const ATTR_GEN_AI_OPERATION_NAME = 'gen_ai.operation.name';
/** Name of the called tool. */
export const ATTR_GEN_AI_TOOL_NAME = 'gen_ai.tool.name';
/** Name of the prompt. */
export const ATTR_GEN_AI_PROMPT_NAME = 'gen_ai.prompt.name';
/** Id of the conversation that the call belongs to, from the entry of this name in the baggage. */
export const ATTR_GEN_AI_CONVERSATION_ID = 'gen_ai.conversation.id';
/** Id of the agent that makes the call, from the entry of this name in the baggage. */
export const ATTR_GEN_AI_AGENT_ID = 'gen_ai.agent.id';
/** Arguments of the tool call in structured form; as JSON if they are cut or the SDK supports no structured attributes. Only with `capturePayloads`. */
export const ATTR_GEN_AI_TOOL_CALL_ARGUMENTS = 'gen_ai.tool.call.arguments';
/** Result of the tool call in structured form; as JSON if it is cut or the SDK supports no structured attributes. Only with `capturePayloads`. */
export const ATTR_GEN_AI_TOOL_CALL_RESULT = 'gen_ai.tool.call.result';
/** Id of the JSON-RPC request. */
export const ATTR_JSONRPC_REQUEST_ID = 'jsonrpc.request.id';
/** Error code of the JSON-RPC response. */
export const ATTR_RPC_RESPONSE_STATUS_CODE = 'rpc.response.status_code';
/** Transport of the messages. */
export const ATTR_NETWORK_TRANSPORT = 'network.transport';
/** Application protocol of the messages. */
export const ATTR_NETWORK_PROTOCOL_NAME = 'network.protocol.name';
/** Port of the client. */
export const ATTR_CLIENT_PORT = 'client.port';
