import './mcp-calls.css';
import { AllCalls } from './all-calls.tsx';
import { CallsOf } from './calls-of.tsx';
import { useMcpSearch } from './use-mcp-search.ts';

/** Shows which MCP server, tool or client is to blame in general. */
export function McpCallsPage() {
  const { search } = useMcpSearch();
  const isOfOne = [search.server, search.tool, search.prompt, search.method].some((one) => one !== undefined);
  return isOfOne ? <CallsOf /> : <AllCalls />;
}
