/** `app.mjs <set-up> [stdio]`: a user's request that calls a tool, of a server in this process or, with stdio, in a process of its own. */
const [setUp, where] = process.argv.slice(2);
const { inSpan, end } = await import(setUp);
const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');

const client = new Client({ name: 'client', version: '1.0.0' });
await client.connect(where === 'stdio' ? await startServer() : await connectServer());
const { content } = await inSpan('user', () => client.callTool({ name: 'echo' }));
console.log(content[0].text);
await client.close();
await end();

async function connectServer() {
  const { InMemoryTransport } = await import('@modelcontextprotocol/sdk/inMemory.js');
  const { createServer } = await import('./server.mjs');
  const [clientEnd, serverEnd] = InMemoryTransport.createLinkedPair();
  await createServer().connect(serverEnd);
  return clientEnd;
}

async function startServer() {
  const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js');
  const args = ['--import', setUp, 'stdio-server.mjs', setUp];
  return new StdioClientTransport({ command: process.execPath, args, env: process.env });
}
