/** `stdio-server.mjs <set-up>`: ends when its client has closed the connection. */
import { createServer } from './server.mjs';

const { end } = await import(process.argv[2]);
const { StdioServerTransport } = await import('@modelcontextprotocol/sdk/server/stdio.js');

process.stdin.once('end', end);
await createServer().connect(new StdioServerTransport());
