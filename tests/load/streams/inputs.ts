import { randomBytes } from 'node:crypto';
import { type Dispatcher, request } from 'undici';
import { z } from 'zod';
import type { Credentials } from '../../../deploy/local/src/demo/core-api-client.ts';

const loginAnswer = z.object({ access_token: z.string() });
const inputAnswer = z.object({ input_id: z.string() });

interface PostOptions {
  /** Of core-api. */
  url: string;
  dispatcher: Dispatcher;
  signal: AbortSignal;
}

/** A token for the user. */
export async function login({ credentials, ...options }: PostOptions & { credentials: Credentials }): Promise<string> {
  return loginAnswer.parse(await post('/auth/login', { ...options, body: credentials })).access_token;
}

/** Sends one input in a trace of its own. */
export async function sendInput({ token, ...options }: PostOptions & { token: string }) {
  const traceId = randomBytes(16).toString('hex');
  const headers = {
    authorization: `Bearer ${token}`,
    traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
  };
  const sentAt = performance.now();
  const answer = await post('/input', { ...options, headers, body: { content: `Test input ${Date.now()}` } });
  return { inputId: inputAnswer.parse(answer).input_id, traceId, sentAt };
}

interface Posted extends PostOptions {
  body: unknown;
  headers?: Record<string, string>;
}

async function post(path: string, { url, body, headers, ...options }: Posted): Promise<unknown> {
  const answer = await request(`${url}${path}`, {
    ...options,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (answer.statusCode < 300) return answer.body.json();
  throw new Error(`POST ${path} answered ${answer.statusCode}: ${await answer.body.text()}`);
}
