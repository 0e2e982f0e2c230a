const { Client, StreamableHTTPClientTransport } = require('@modelcontextprotocol/client');
const { StdioClientTransport } = require('@modelcontextprotocol/client/stdio');
const visit = require('./visit.cjs');

visit({
  Client,
  Stdio: StdioClientTransport,
  Http: StreamableHTTPClientTransport,
  sampling: 'sampling/createMessage',
});
