/** A client that calls a tool of a stdio server and closes. This file is also the server, which prints a line when it ends by itself; a client kills one that does not. */
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

/** How long the SDK's client waits for the server to end, too short for slow machines. */
const PATIENCE_MILLISECONDS = 2000;
const LONGER_MILLISECONDS = 120_000;

function serve(): void {
  serveStdio(() => {
    const server = new McpServer({ name: 'server', version: '1.0.0' });
    server.registerTool('greet', {}, () => ({ content: [{ type: 'text', text: 'hello' }] }));
    return server;
  });
  process.once('exit', () => process.stderr.write('the server ends\n'));
}

async function callAndClose(): Promise<void> {
  const { setTimeout } = globalThis;
  const patient = (callback: () => void, delay?: number) =>
    setTimeout(callback, delay === PATIENCE_MILLISECONDS ? LONGER_MILLISECONDS : delay);
  Object.assign(globalThis, { setTimeout: patient });
  const client = new Client({ name: 'client', version: '1.0.0' });
  const args = [...process.execArgv, import.meta.filename, 'serve'];
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, env: process.env as Record<string, string> }),
  );
  await client.callTool({ name: 'greet' });
  await client.close();
  process.stdout.write('closed\n');
}

if (process.argv[2] === 'serve') serve();
else await callAndClose();
