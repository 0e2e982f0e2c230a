const { Client } = require('@modelcontextprotocol/sdk/client/index.js');
const { StdioClientTransport } = require('@modelcontextprotocol/sdk/client/stdio.js');
const { StreamableHTTPClientTransport } = require('@modelcontextprotocol/sdk/client/streamableHttp.js');
const { CreateMessageRequestSchema } = require('@modelcontextprotocol/sdk/types.js');
const visit = require('./visit.cjs');

visit({
  Client,
  Stdio: StdioClientTransport,
  Http: StreamableHTTPClientTransport,
  sampling: CreateMessageRequestSchema,
});
