import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CoreApiClient } from '@cortex/local/demo';
import { eventually } from '@cortex/trace-testing';
import { askAsPage, PAGE_REQUESTS, type Server } from '../../platform/page-requests.ts';
import type { StartedPlatform } from '../../platform/platform.ts';
import { type Change, changesBy, changesFound, failedLogin } from '../pages/changes.ts';
import { Chromium, ensureChromium } from '../pages/chromium.ts';
import { listenersOf } from '../pages/listeners.ts';
import type { SecurityPlatform } from '../security-platform.ts';

const LOOPBACK = '127.0.0.1';
const LOGINS = 10;
/** Paths worth reading, on whichever server. */
const READ = [
  '/',
  '/health',
  '/status',
  '/metrics',
  '/api/v1/query?query=up',
  '/api/v1/status/config',
  '/api/v2/alerts',
  '/api/services',
  '/select/logsql/query?query=*',
  '/internal/force_flush',
  '/debug/pprof/cmdline',
];
const HOSTILE = readFileSync(join(import.meta.dirname, '../pages/hostile.html'), 'utf8');
/** The name of an attacker, who can make any browser resolve it to this machine. */
const NAMES = [`evil.example ${LOOPBACK}`];
const INSTALL_MILLISECONDS = 300_000;

/** An address out of 16 million, with a port out of thousands, which no page could find. */
function isHidden(host: string): boolean {
  return host.startsWith('127.') && host !== LOOPBACK;
}

function isHttp(listener: Server): Promise<boolean> {
  return askAsPage(listener, '/', { method: 'GET', headers: {} }).then((answer) => answer !== undefined);
}

/** A web page tries every port of the stack, with simulated requests and in a real browser: it can read and change nothing. */
export function webPagesSuite(under: SecurityPlatform): void {
  const { user } = under;
  let platform: StartedPlatform;
  /** The servers that pages can reach. */
  let open: Server[];

  beforeAll(async () => {
    platform = under.platform;
    const { supervisor, processes } = under.processes.state;
    const all = await listenersOf([supervisor.pid, ...processes.map(({ pid }) => pid)]);
    open = all.filter(({ host }) => !isHidden(host));
  });

  test('the stack opens ports on loopback only', () => {
    expect(open.length).toBeGreaterThanOrEqual(Object.keys(platform.urls).length);
    expect(open.filter(({ host }) => host !== LOOPBACK)).toEqual([]);
  });

  describe.each(Object.entries(PAGE_REQUESTS))('%s', (_, pageRequest) => {
    test('is refused at every port', async () => {
      const changes = [...changesBy('forged', platform.urls), failedLogin(user.username, platform.urls)];
      const paths = [...READ, ...changes.map(({ url }) => new URL(url).pathname + new URL(url).search)];
      const wrong: unknown[] = [];
      for (const listener of open) {
        const refusal = (await isHttp(listener)) ? 403 : undefined;
        for (const path of paths) {
          const body = changes.find(({ url }) => url.endsWith(path))?.body;
          const answer = await askAsPage(listener, path, pageRequest(listener.port), body);
          if (answer?.status !== refusal || answer?.cors.length) wrong.push([listener.port, path, answer]);
        }
      }
      expect(wrong).toEqual([]);
    });
  });

  describe('in a browser', () => {
    let program: string | undefined;
    let naive: { url: string; port: number; seen: Set<string>; close(): void };

    beforeAll(async () => {
      naive = await naiveServer();
      try {
        program = await ensureChromium(AbortSignal.timeout(INSTALL_MILLISECONDS));
      } catch (error) {
        if (process.env.CI) throw error;
        console.log(`Skipped in a browser: ${(error as Error).message}`);
      }
    }, INSTALL_MILLISECONDS + 60_000);

    afterAll(() => naive.close());

    test('a page of another origin reads nothing', async () => {
      if (program === undefined) return;
      await using chromium = await Chromium.start({ program, names: NAMES });
      await chromium.openAs('http://evil.example/', HOSTILE);
      const changes = changesBy('forged', platform.urls);
      const logins = Array.from({ length: LOGINS }, () => failedLogin(user.username, platform.urls));
      const looks = open.map(({ port }) => `http://${LOOPBACK}:${port}/metrics`);
      expect(await attack(chromium, { looks, changes: [...changes, ...logins] })).toEqual([]);
    });

    test('the same page can read and change a server without a guard', async () => {
      if (program === undefined) return;
      await using chromium = await Chromium.start({ program, names: NAMES });
      await chromium.openAs('http://evil.example/', HOSTILE);
      const read = await attack(chromium, {
        looks: [naive.url],
        changes: [{ ...failedLogin(user.username, platform.urls), url: naive.url, type: 'application/json' }],
      });
      expect(read.map(({ way }) => way)).toEqual(
        expect.arrayContaining(['fetch', 'post with a preflight', 'EventSource']),
      );
      const sent = ['GET', 'OPTIONS', 'POST', 'POST application/x-www-form-urlencoded', 'POST text/plain'];
      await eventually(async () => sent.every((kind) => naive.seen.has(kind)) || undefined, {
        what: `the server without a guard to be sent ${sent}`,
      });
    });

    test('the own pages of the stack still work, also from a link elsewhere', async () => {
      if (program === undefined) return;
      await using chromium = await Chromium.start({ program, names: NAMES });
      const { alertmanager, console, logs, profiles } = platform.urls;
      const query = "method: 'POST', body: new URLSearchParams({ query: '*', limit: '1' })";
      const pages: [page: string, request: string, leadsTo?: string][] = [
        [`${console}/`, "fetch('/api/services')"],
        [`${alertmanager}/`, "fetch('/api/v2/alerts')"],
        [`${logs}/select/vmui/`, `fetch('/select/logsql/query', { ${query} })`],
        [`${profiles}/`, "fetch('/api/profiles/services')", `${console}/profiles`],
      ];
      for (const [page, request, leadsTo = page] of pages) {
        await chromium.openAs('http://evil.example/', `<script>location = '${page}'</script>`);
        await eventually(
          async () => `${await chromium.evaluate('Promise.resolve(location.href)')}`.startsWith(leadsTo) || undefined,
          { what: `the link to ${page} to lead to ${leadsTo}` },
        );
        expect([page, await chromium.evaluate(`${request}.then(({ status }) => status)`)]).not.toContain(403);
        expect(await chromium.evaluate('Promise.resolve(document.body.innerHTML)')).not.toContain(
          'CORTEX_ALLOWED_HOSTS',
        );
      }
    });

    test('every request of a page whose name has been rebound to this machine is refused', async () => {
      if (program === undefined) return;
      await using chromium = await Chromium.start({ program, names: NAMES });
      const allowed: unknown[] = [];
      for (const { port } of [...open, naive]) {
        const origin = `http://evil.example:${port}`;
        await chromium.openAs(`${origin}/rebound`, HOSTILE);
        const own = changesBy('forged', platform.urls).filter(({ url }) => new URL(url).port === String(port));
        const changes = own.map((change) => moved(change, origin));
        const read = await attack(chromium, { looks: [`${origin}/metrics`], changes });
        allowed.push(...read.filter((result) => !result.read.startsWith('403 ')));
      }
      const ports = new Set(allowed.map((result) => new URL((result as { url: string }).url).port));
      expect([...ports]).toEqual([String(naive.port)]);
    });
  });

  test('afterwards nothing is changed, and what a program sends is accepted', async () => {
    const genuine = changesBy('genuine', platform.urls);
    for (const { what, url, type, body } of genuine) {
      const { ok, status } = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
      expect({ what, ok, status }).toMatchObject({ ok: true });
    }
    await eventually(
      async () => {
        const found = await changesFound('genuine', platform);
        return genuine.every(({ what }) => found.includes(what)) ? found : undefined;
      },
      { what: `what a program has sent: ${genuine.map(({ what }) => what)}` },
    );
    expect(await changesFound('forged', platform)).toEqual([]);
  });

  test('the user has not been locked out', async () => {
    const client = new CoreApiClient(platform.urls.coreApi, AbortSignal.timeout(60_000));
    expect(await client.login(user)).toMatchObject({ token: expect.any(String) });
  });
}

function moved(change: Change, origin: string): Change {
  const { pathname, search } = new URL(change.url);
  return { ...change, url: origin + pathname + search };
}

interface Attack {
  looks: string[];
  changes: Change[];
}

/** What the current page was able to read. */
async function attack(chromium: Chromium, { looks, changes }: Attack) {
  const given = { looks, changes: changes.map((change) => ({ ...change, body: change.body.toString('base64') })) };
  const read = await chromium.evaluate(`attack(${JSON.stringify(given)})`);
  return read as { way: string; url: string; read: string }[];
}

/** A server that answers like the log store once did: every page may read. */
async function naiveServer() {
  const seen = new Set<string>();
  const answer = ({ method, headers }: IncomingMessage, response: ServerResponse) => {
    const type = headers['content-type']?.split(';')[0];
    seen.add(type === undefined ? `${method}` : `${method} ${type}`);
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    response.setHeader('content-type', headers.accept === 'text/event-stream' ? headers.accept : 'text/plain');
    response.end('data: secret\n\n');
  };
  const server = createServer(answer).listen(0, LOOPBACK);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://${LOOPBACK}:${port}/`, port, seen, close: () => void server.close() };
}
