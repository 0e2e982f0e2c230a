import { serve } from '@hono/node-server';
import { createStorybookMcpHandler } from '@storybook/mcp';

const manifestProvider = async (_request, path) =>
  JSON.stringify(/docs/.test(path) ? { v: 1, docs: {} } : { v: 1, components: {} });
const handler = await createStorybookMcpHandler({ manifestProvider });
serve({
  fetch: (request) => handler(request, { manifestProvider }),
  port: Number(process.env.PORT),
  hostname: '127.0.0.1',
});
