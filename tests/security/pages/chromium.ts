import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensurePackage, hasProgram } from '@cortex/docker';

const PACKAGE = 'chromium-headless-shell';
const PROGRAMS = [PACKAGE, 'chromium', 'google-chrome'];

/** The name of a Chromium, installed from Debian if there is none. Throws with what to do if that is not possible. */
export async function ensureChromium(signal: AbortSignal): Promise<string> {
  const found = PROGRAMS.find((name) => hasProgram(name, process.env));
  if (found !== undefined) return found;
  await ensurePackage(PACKAGE, PACKAGE, { env: process.env, signal, say: (line) => console.log(line) });
  return PACKAGE;
}

export interface ChromiumOptions {
  program: string;
  /** `<pattern> <address>` for Chromium's --host-resolver-rules, which resolve names to addresses. */
  names: string[];
}

type Result = Record<string, unknown>;
type Message = {
  id?: number;
  method?: string;
  params?: Result;
  result?: Result;
  error?: { message: string };
  sessionId?: string;
};

/** A headless Chromium with one page, controlled over its DevTools protocol. */
export class Chromium implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #served = new Map<string, string>();
  #session: string | undefined;
  #sent = 0;

  static async start({ program, names }: ChromiumOptions): Promise<Chromium> {
    const profile = await mkdtemp(join(tmpdir(), 'cortex-chromium-'));
    const child = spawn(
      program,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        // Newer versions of Chromium ask the user before a page reaches this machine; other browsers do not.
        '--disable-features=LocalNetworkAccessChecks',
        '--remote-debugging-port=0',
        `--user-data-dir=${profile}`,
        `--host-resolver-rules=${names.map((rule) => `MAP ${rule}`).join(',')}`,
        'about:blank',
      ],
      // A process group of its own: Debian's program is a script that starts the browser.
      { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
    );
    const socket = new WebSocket(await debuggerUrl(child, program));
    await once(socket, 'open');
    const chromium = new Chromium(child, profile, socket);
    await chromium.#openPage();
    return chromium;
  }

  private constructor(child: ChildProcess, profile: string, socket: WebSocket) {
    this.#process = child;
    this.#profile = profile;
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(data)));
  }

  /** Opens a URL with the given page, whatever the server at its address would answer. */
  async openAs(url: string, html: string): Promise<void> {
    this.#served.set(url, html);
    await this.open(url);
  }

  async open(url: string): Promise<void> {
    const loaded = this.#event('Page.loadEventFired');
    await this.#send('Page.navigate', { url });
    await loaded;
  }

  /** Evaluates an expression in the page. Resolves to the result of its promise. */
  async evaluate(expression: string): Promise<unknown> {
    const options = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.#send('Runtime.evaluate', options);
    if (exceptionDetails) throw new Error(`the page threw ${JSON.stringify(exceptionDetails)}`);
    return (result as { value: unknown }).value;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#process, 'close');
    process.kill(-(this.#process.pid ?? 0), 'SIGKILL');
    await closed;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  async #openPage(): Promise<void> {
    const { targetId } = await this.#send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.#send('Target.attachToTarget', { targetId, flatten: true });
    this.#session = sessionId as string;
    await this.#send('Page.enable', {});
    await this.#send('Fetch.enable', { patterns: [{ resourceType: 'Document' }] });
  }

  #send(method: string, params: Result): Promise<Result> {
    const id = ++this.#sent;
    const answer = Promise.withResolvers<Result>();
    this.#waiting.set(id, ({ result, error }) =>
      error ? answer.reject(new Error(`${method}: ${error.message}`)) : answer.resolve(result ?? {}),
    );
    this.#socket.send(JSON.stringify({ id, method, params, sessionId: this.#session }));
    return answer.promise;
  }

  #event(name: string): Promise<void> {
    return new Promise((resolve) => {
      const listen = ({ data }: MessageEvent) => {
        if (JSON.parse(data).method !== name) return;
        this.#socket.removeEventListener('message', listen);
        resolve();
      };
      this.#socket.addEventListener('message', listen);
    });
  }

  #receive({ id, method, params = {}, ...message }: Message): void {
    if (id !== undefined) {
      this.#waiting.get(id)?.(message);
      this.#waiting.delete(id);
    } else if (method === 'Fetch.requestPaused') {
      this.#answer(params as { requestId: string; request: { url: string } }).catch(() => undefined);
    }
  }

  /** Answers requests for the given document with it, and lets all others continue. */
  async #answer({ requestId, request }: { requestId: string; request: { url: string } }): Promise<void> {
    const html = this.#served.get(request.url);
    if (html === undefined) return void (await this.#send('Fetch.continueRequest', { requestId }));
    const responseHeaders = [{ name: 'content-type', value: 'text/html' }];
    const body = Buffer.from(html).toString('base64');
    await this.#send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders, body });
  }
}

async function debuggerUrl(child: ChildProcess, program: string): Promise<string> {
  if (!child.stderr) throw new Error('standard error of Chromium must be a pipe');
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    const [, url] = /^DevTools listening on (ws:\S+)/.exec(line) ?? [];
    if (url !== undefined) {
      child.stderr.resume();
      return url;
    }
    said.push(line);
  }
  throw new Error(`${program} ended before it could be driven:\n${said.slice(-10).join('\n')}`);
}
