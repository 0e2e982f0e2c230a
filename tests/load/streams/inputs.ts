import type { Credentials } from '@cortex/local/demo';
import { type Dispatcher, request } from 'undici';
import { z } from 'zod';

const loginAnswer = z.object({ access_token: z.string() });
const inputAnswer = z.object({ input_id: z.string() });

interface PostOptions {
  /** The URL of core-api. */
  url: string;
  dispatcher: Dispatcher;
  signal: AbortSignal;
}

/** Logs in. Resolves to a token. */
export async function login({ credentials, ...options }: PostOptions & { credentials: Credentials }): Promise<string> {
  const { answer } = await post('/auth/login', { ...options, body: credentials });
  return loginAnswer.parse(answer).access_token;
}

/** Sends one input. Resolves to its ids and the trace that core-api reports. */
export async function sendInput({ token, ...options }: PostOptions & { token: string }) {
  const headers = { authorization: `Bearer ${token}` };
  const sentAt = performance.now();
  const { answer, traceId } = await post('/input', {
    ...options,
    headers,
    body: { content: `Test input ${Date.now()}` },
  });
  return { inputId: inputAnswer.parse(answer).input_id, traceId, sentAt };
}

interface Posted extends PostOptions {
  body: unknown;
  headers?: Record<string, string>;
}

interface Answered {
  answer: unknown;
  /** Empty if the answer has none. */
  traceId: string;
}

async function post(path: string, { url, body, headers, ...options }: Posted): Promise<Answered> {
  const answer = await request(`${url}${path}`, {
    ...options,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const traceId = String(answer.headers.traceresponse ?? '').split('-')[1] ?? '';
  if (answer.statusCode < 300) return { answer: await answer.body.json(), traceId };
  throw new Error(`POST ${path} answered ${answer.statusCode}: ${await answer.body.text()}`);
}
