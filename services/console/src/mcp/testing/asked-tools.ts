import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { backendsAt } from '../../backends/backends.ts';
import { pageLinks } from '../../questions/links.ts';
import { consoleServer } from '../server.ts';

export interface Answer {
  isError: boolean | undefined;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what each tool answers differs
  data: any;
  /** The size of everything that a model receives. */
  bytes: number;
}

/** A client of the console's tools, and one HTTP server in place of all backends. */
export class AskedTools {
  static readonly PAGES = 'http://127.0.0.1:3000';
  readonly client: Client;
  /** The backends' answers, by the beginning of the path; other paths are answered 503. */
  answers: Record<string, unknown> = {};
  readonly #backend: Server;

  static async open(): Promise<AskedTools> {
    const opened = new AskedTools();
    opened.#backend.listen(0, '127.0.0.1');
    await once(opened.#backend, 'listening');
    const url = `http://127.0.0.1:${(opened.#backend.address() as AddressInfo).port}`;
    const urls = { jaeger: url, prometheus: url, profiles: url, logs: url, alertmanager: url };
    const [mine, theirs] = InMemoryTransport.createLinkedPair();
    const context = () => ({ backends: backendsAt(urls), links: pageLinks(AskedTools.PAGES) });
    await consoleServer(context).connect(theirs);
    await opened.client.connect(mine);
    // From now on the client validates answers against the tools' output schemas.
    await opened.client.listTools();
    return opened;
  }

  private constructor() {
    this.client = new Client({ name: 'agent', version: '1' });
    this.#backend = createServer((request, response) => {
      const [, answer] = Object.entries(this.answers).find(([path]) => request.url?.startsWith(path)) ?? [];
      response.statusCode = answer === undefined ? 503 : 200;
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}));
    });
  }

  async call(name: string, args: Record<string, unknown> = {}): Promise<Answer> {
    const { isError, content, structuredContent } = await this.client.callTool({ name, arguments: args });
    const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('');
    const bytes = Buffer.byteLength(JSON.stringify({ content, structuredContent }));
    return { isError, text, data: structuredContent, bytes };
  }

  async close(): Promise<void> {
    await this.client.close();
    this.#backend.closeAllConnections();
    this.#backend.close();
  }
}
