export function McpCallsPage() {
  return <h1>MCP</h1>;
}
