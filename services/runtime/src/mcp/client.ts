/** The MCP client has an entry of its own: a service that calls no other does not load it. */
export { CALL_LIMITS, type CallLimits } from '../resilience/call-limits.ts';
export {
  type CallOptions,
  createMcpClient,
  type McpClient,
  type McpClientOptions,
  type ToolCallOptions,
} from './create-mcp-client.ts';
