/** The MCP client stands apart: a service that calls no other does not load it. */
export { type CallOptions, createMcpClient, type McpClient, type McpClientOptions } from './create-mcp-client.ts';
