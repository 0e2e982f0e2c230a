import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Browser } from 'playwright-core';
import { seenAfter, withPage } from './browser.ts';

const HAS_ROWS = `document.querySelector('.span-row') !== null`;
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };

/** A build of jaeger-ui with the API of a Jaeger behind it. */
export class JaegerUi implements AsyncDisposable {
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: Error) => response.writeHead(502).end(error.message));
  });
  readonly #folder: string;
  readonly #jaeger: string;

  /** @param folder where jaeger-ui was built @param jaeger the address of the API */
  static async start(folder: string, jaeger: string): Promise<JaegerUi> {
    const ui = new JaegerUi(folder, jaeger);
    await once(ui.#server.listen(0, '127.0.0.1'), 'listening');
    return ui;
  }

  private constructor(folder: string, jaeger: string) {
    this.#folder = folder;
    this.#jaeger = jaeger;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async #answer({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(url, this.#jaeger);
    if (pathname.startsWith('/api/')) {
      const answer = await fetch(`${this.#jaeger}${url}`);
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
      response.end(Buffer.from(await answer.arrayBuffer()));
      return;
    }
    // An address without an ending is one of the page's own.
    const file = extname(pathname) === '' ? '/index.html' : normalize(pathname);
    const content = await readFile(join(this.#folder, file)).catch(() => undefined);
    if (content === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(content);
  }

  /** Milliseconds until the first spans of a trace are there, from the navigation on and with an empty cache. */
  open(browser: Browser, traceId: string): Promise<number> {
    return withPage(browser, async (page) => {
      await page.goto(`${this.url}/trace/${traceId}`, { waitUntil: 'commit' });
      return seenAfter(page, HAS_ROWS);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
