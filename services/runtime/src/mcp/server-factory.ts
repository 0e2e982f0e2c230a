import { McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { describeRefusal } from '../errors/describe-refusal.ts';
import type { CallContext } from './call-context.ts';
import { isFault, toResourceError, toToolError, toToolResult } from './call-results.ts';
import { type DescribedSchema, describedOnly } from './described-only.ts';
import { callContextOf } from './mcp-auth.ts';
import type { Resource } from './resource.ts';
import { uriParameters } from './resource-uri.ts';
import { readsText } from './structured-only.ts';
import type { Tool } from './tool.ts';

export interface McpSurface {
  name: string;
  tools: Tool[];
  resources: Resource[];
  /** Called with errors that are the service's own fault. */
  onFault(error: unknown, context: CallContext): void;
}

/** Creates servers with the service's tools and resources, for the given revisions or all that the SDK supports. */
export function mcpServerFactory(surface: McpSurface): (supportedProtocolVersions?: string[]) => McpServer {
  const tools = surface.tools.map(describe);
  return (supportedProtocolVersions) => {
    const options = supportedProtocolVersions && { supportedProtocolVersions };
    const server = new McpServer({ name: surface.name, version: '1.0.0' }, options);
    for (const tool of tools) registerTool(server, tool, surface);
    for (const resource of surface.resources) registerResource(server, resource, surface);
    return server;
  };
}

interface DescribedTool {
  tool: Tool;
  config: { description: string; inputSchema: DescribedSchema; outputSchema: DescribedSchema };
}

function describe(tool: Tool): DescribedTool {
  const { description, input, output } = tool;
  return { tool, config: { description, inputSchema: describedOnly(input), outputSchema: describedOnly(output) } };
}

function registerTool(server: McpServer, { tool, config }: DescribedTool, { onFault }: McpSurface): void {
  server.registerTool(tool.name, config, async (value, extra) => {
    const context = callContextOf(extra);
    try {
      return toToolResult(await tool.run(value, context), readsText(extra.mcpReq._meta));
    } catch (error) {
      if (isFault(error, context)) onFault(error, context);
      else describeRefusal(error);
      return toToolError(error);
    }
  });
}

function registerResource(server: McpServer, resource: Resource, { onFault }: McpSurface): void {
  const { name, description, uri } = resource;
  const template = new ResourceTemplate(uri, { list: undefined });
  server.registerResource(name, template, { description, mimeType: 'application/json' }, async (target, _, extra) => {
    const context = callContextOf(extra);
    try {
      const output = await resource.read(uriParameters(resource, target.href), context);
      return { contents: [{ uri: target.href, mimeType: 'application/json', text: JSON.stringify(output) }] };
    } catch (error) {
      if (isFault(error, context)) onFault(error, context);
      throw toResourceError(error);
    }
  });
}
