import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import visit from './visit.cjs';

await visit({
  Client,
  Stdio: StdioClientTransport,
  Http: StreamableHTTPClientTransport,
  sampling: 'sampling/createMessage',
});
