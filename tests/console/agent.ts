import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { Client, StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

/** The largest answer, because a model's context is limited. */
const MOST_BYTES = 4096;

/** The part that all answers of the console share. */
export interface Answered {
  link: string;
  nextCursor?: string;
}

/** A coding agent that uses the console. */
export class Agent implements AsyncDisposable {
  readonly #client: Client;

  static async connect(transport: Transport): Promise<Agent> {
    const client = new Client({ name: 'agent', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    await client.connect(transport);
    // From now on the client validates answers against the schemas.
    await client.listTools();
    return new Agent(client);
  }

  private constructor(client: Client) {
    this.#client = client;
  }

  /** @throws when the answer is an error, does not match its schema, or is too large */
  async ask<Answer>(name: string, args: Record<string, unknown> = {}): Promise<Answer & Answered> {
    const { structuredContent, content, isError } = await this.#client.callTool({ name, arguments: args });
    if (isError) throw new Error(`${name}: ${JSON.stringify(content)}`);
    const bytes = Buffer.byteLength(JSON.stringify({ structuredContent, content }));
    if (bytes > MOST_BYTES)
      throw new Error(`${name} ${JSON.stringify(args)}: expected at most ${MOST_BYTES} bytes, came ${bytes}`);
    return structuredContent as unknown as Answer & Answered;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.close();
  }
}

/** Connects to the console of the platform. */
export function byHttp(consoleUrl: string): Transport {
  return new StreamableHTTPClientTransport(new URL(`${consoleUrl}/mcp`));
}

/** Runs `npm run -s console:mcp`, without npm. @param home state directory of the platform that it queries */
export function byStdio(home: string): Transport {
  const main = join(repository, 'deploy/local/src/ask-console/stdio.ts');
  const env = { PATH: process.env.PATH ?? '', CORTEX_HOME: home };
  return new StdioClientTransport({
    command: process.execPath,
    args: ['--conditions=cortex-source', main],
    env,
    stderr: 'ignore',
  });
}
