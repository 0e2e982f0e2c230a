import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokenIssuer } from '@cortex/runtime';
import { startMemory } from '../app.ts';

const SECRET = 'a secret that only the tests know, and nobody else';
const issuer = createTokenIssuer({ secret: SECRET, issuer: 'core-api' });

export interface RequestOptions {
  /** The user whose token is sent; none when left out. */
  as?: string;
  /** Sent as JSON, or unchanged if it is a string. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A token that the memory service accepts. */
export function tokenFor(userId: string, audience = 'memory-service'): Promise<string> {
  return issuer.issue(userId, audience);
}

export type MemoryService = Awaited<ReturnType<typeof memoryService>>;

/** Starts the whole service on a free port with its own database; both are removed at the end of the `await using` block. */
export async function memoryService() {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-memory-'));
  const service = await startMemory({
    service: { host: '127.0.0.1', port: 0, bodyLimitBytes: 65_536, stopTimeoutMilliseconds: 2_000 },
    logLevel: 'silent',
    workers: 1,
    database: { kind: 'sqlite', path: join(folder.path, 'memory.db') },
    internalSecret: SECRET,
  });
  return {
    url: service.url,
    /** Sends a GET, or a POST if there is a body. */
    request: (path: string, options: RequestOptions = {}) => request(`${service.url}${path}`, options),
    [Symbol.asyncDispose]: async () => {
      await service.stop();
      folder[Symbol.dispose]();
    },
  };
}

async function request(url: string, { as, body, headers, signal }: RequestOptions): Promise<Response> {
  const authorization = as === undefined ? {} : { Authorization: `Bearer ${await tokenFor(as)}` };
  const content =
    body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) };
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return fetch(url, { ...content, headers: { ...type, ...authorization, ...headers }, ...(signal && { signal }) });
}
