import { EventEmitter, once } from 'node:events';
import { inputRequired, McpServer, type ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';

const text = (value: string) => ({ content: [{ type: 'text' as const, text: value }] });

/** Records what happens in the handlers of {@link createTools}, by the name that each call sends. */
export class Happenings extends EventEmitter {
  readonly #happened = new Set<string>();

  constructor() {
    super();
    // Many calls wait at the same time.
    this.setMaxListeners(0);
  }

  note(happening: string): void {
    this.#happened.add(happening);
    this.emit(happening);
  }

  has(happening: string): boolean {
    return this.#happened.has(happening);
  }

  async until(happening: string): Promise<void> {
    if (!this.has(happening)) await once(this, happening);
  }
}

/** Creates servers with tools that answer, fail, wait, report progress, ask for input, and go on sending after their answer. */
export function createTools(happenings: Happenings): (supportedProtocolVersions?: string[]) => McpServer {
  return (supportedProtocolVersions) => {
    const options = supportedProtocolVersions && { supportedProtocolVersions };
    const server = new McpServer({ name: 'tools', version: '1.0.0' }, options);
    const named = { inputSchema: z.object({ name: z.string() }) };
    server.registerTool('echo', named, ({ name }) => text(name));
    server.registerPrompt('größe', {}, () => ({
      messages: [{ role: 'user', content: { type: 'text', text: 'wie groß?' } }],
    }));
    server.registerTool('fail', named, () => {
      throw new Error('it failed');
    });
    server.registerTool('unspeakable', named, ({ name }) => ({ ...text(name), _meta: { value: 1n } }));
    server.registerTool('wait', named, async ({ name }, { mcpReq }) => {
      happenings.note(`${name} waits`);
      mcpReq.signal.addEventListener('abort', () => happenings.note(`${name} was given up`));
      await happenings.until(`${name} may go`);
      return text(`${name} waited`);
    });
    server.registerTool('count', named, async ({ name }, context) => {
      for (let progress = 1; progress <= 3; progress += 1) await tell(context, progress, name);
      return text(name);
    });
    server.registerTool('talk', named, ({ name }, context) => {
      const talking = setInterval(() => tell(context, 1, name).finally(() => happenings.emit(`${name} spoke`)), 1);
      happenings.once('silence', () => clearInterval(talking));
      return text(name);
    });
    server.registerTool('ask', named, ({ name }, { mcpReq }) => {
      if (mcpReq.inputResponses !== undefined) return text(`${name} was sure`);
      const requestedSchema = { type: 'object', properties: { sure: { type: 'boolean' } } } as const;
      return inputRequired({ inputRequests: { sure: inputRequired.elicit({ message: 'Sure?', requestedSchema }) } });
    });
    return server;
  };
}

async function tell({ mcpReq }: ServerContext, progress: number, message: string): Promise<void> {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return;
  await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, message } });
}
