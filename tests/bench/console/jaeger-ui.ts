import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Browser } from 'playwright-core';
import { seenAfter, withPage } from './browser.ts';

const HAS_ROWS = `document.querySelector('.span-row') !== null`;
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };

/** Serves a build of jaeger-ui in front of a Jaeger's API. */
export class JaegerUi implements AsyncDisposable {
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: Error) => response.writeHead(502).end(error.message));
  });
  readonly #folder: string;
  readonly #jaeger: string;

  /** @param folder a build of jaeger-ui @param jaeger the URL of the API */
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
    // A path without an extension is a route of the page.
    const file = extname(pathname) === '' ? '/index.html' : normalize(pathname);
    const content = await readFile(join(this.#folder, file)).catch(() => undefined);
    if (content === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(content);
  }

  /** The milliseconds from the navigation, with an empty cache, until the first spans of a trace are visible. */
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
