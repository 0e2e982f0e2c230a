export { startConsole } from './app.ts';
export { serveConsole } from './mcp/stdio.ts';
