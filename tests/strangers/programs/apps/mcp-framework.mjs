import { MCPServer, MCPTool } from 'mcp-framework';
import { z } from 'zod/v3';

class Add extends MCPTool {
  name = 'add';
  description = 'Adds';
  schema = z.object({ a: z.number().describe('One'), b: z.number().describe('Another') });

  async execute({ a, b }) {
    return String(a + b);
  }
}

const server = new MCPServer({ name: 'server', version: '1.0.0', basePath: import.meta.dirname });
server.addTool(Add);
// Settles when the server stops.
void server.start();
