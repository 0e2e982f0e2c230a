import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { CreateMessageRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import visit from './visit.cjs';

await visit({
  Client,
  Stdio: StdioClientTransport,
  Http: StreamableHTTPClientTransport,
  sampling: CreateMessageRequestSchema,
});
