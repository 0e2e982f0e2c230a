import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';

const CONNECTIONS = 64;
const INPUTS_A_SECOND = 100;
/** The guide's load, in which users do not wait for each other's answers. */
const PACE_MILLISECONDS = 1000 / INPUTS_A_SECOND;

export interface Kind {
  what: string;
  status: number;
  /** The interval between the starts of two requests. */
  paceMilliseconds: number;
  request(token: string): { path: string; method?: 'POST'; headers?: Record<string, string>; body?: string };
}

export const INPUTS: Kind = {
  what: 'inputs',
  status: 202,
  paceMilliseconds: PACE_MILLISECONDS,
  request: (token) => ({
    path: '/input',
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ content: `Test input ${Date.now()}` }),
  }),
};

export const REFUSALS: readonly Kind[] = [
  { what: 'without a token', status: 401, paceMilliseconds: 0, request: () => ({ path: '/auth/verify' }) },
  { what: 'to unknown routes', status: 404, paceMilliseconds: 0, request: () => ({ path: `/${hex(8)}` }) },
  {
    what: 'in traces of the sender',
    status: 401,
    paceMilliseconds: 0,
    request: () => ({ path: '/auth/verify', headers: { traceparent: `00-${hex(16)}-${hex(8)}-01` } }),
  },
];

interface SendOptions {
  url: string;
  token: string;
  kind: Kind;
  count: number;
  signal: AbortSignal;
  onProgress(done: number): void;
}

/** Sends requests of a kind until that many have been answered with its status. Resolves to the seconds that it took. */
export async function sendRequests({ url, token, kind, count, signal, onProgress }: SendOptions): Promise<number> {
  const pool = new Pool(url, { connections: CONNECTIONS });
  const start = performance.now();
  let begun = 0;
  let answered = 0;
  const client = async () => {
    while (answered < count) {
      const wait = start + begun++ * kind.paceMilliseconds - performance.now();
      if (wait > 0) await pause(wait, undefined, { signal });
      const { statusCode, body } = await pool.request({ method: 'GET', ...kind.request(token), signal });
      await body.dump();
      if (statusCode === kind.status) onProgress(++answered);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client)).finally(() => pool.close());
  return Math.round((performance.now() - start) / 1000);
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
