export { CONNECTION_LIMITS } from './client/connection-limits.ts';
export { PooledHTTPClientTransport } from './client/pooled-http-transport.ts';
export { type McpHttpHandler, mcpHttpHandler } from './server/mcp-http-handler.ts';
