import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type ExportResponse, OTLPExporterError } from '@opentelemetry/otlp-exporter-base';
import type { OtlpRequest } from './outbox.ts';

const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const RETRYABLE_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const RETRYABLE_ERRORS: ReadonlySet<unknown> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENOTFOUND',
  'ENETUNREACH',
  'EHOSTUNREACH',
]);

interface Options {
  readonly agent: Agent;
  readonly timeoutMilliseconds: number;
}

/** Sends a request once. Its socket does not keep an otherwise idle process alive. Never rejects. */
export async function post({ destination, body }: OtlpRequest, options: Options): Promise<ExportResponse> {
  // The time for an export may run out while the program blocks its event loop, and Node.js refuses a timeout of 0 or less.
  if (options.timeoutMilliseconds <= 0) return { status: 'retryable', error: timeoutError() };
  const { url, headers } = destination;
  const encoding = destination.gzip ? { 'Content-Encoding': 'gzip' } : {};
  // Loaded late, so that HTTP can be instrumented first.
  const { request } = process.getBuiltinModule(url.startsWith('https:') ? 'node:https' : 'node:http');
  try {
    const sent = destination.gzip ? await promisify(gzip)(body) : body;
    const { agent } = options;
    for (;;) {
      const attempt = request(url, { method: 'POST', agent, headers: { ...headers, ...encoding } });
      const answer = await answerTo(attempt, sent, options).catch((error: unknown) => {
        if (!wasClosedWhileIdle(attempt, error)) throw error;
      });
      if (answer) return answer;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { status: RETRYABLE_ERRORS.has(code) ? 'retryable' : 'failure', error: error as Error };
  }
}

/**
 * A server may close a kept-alive connection just as a request is sent on it. That says nothing about the health of the server, so the next connection
 * is tried at once: at the end of a process there is no time for a later attempt. Only a failure on a new connection is final.
 */
function wasClosedWhileIdle(request: ClientRequest, error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return request.reusedSocket && (code === 'ECONNRESET' || code === 'EPIPE');
}

function answerTo(request: ClientRequest, body: Uint8Array, { timeoutMilliseconds }: Options): Promise<ExportResponse> {
  return new Promise((resolve, reject) => {
    request.once('response', (answer) => read(answer).then(resolve, reject));
    request.once('socket', (socket) => socket.unref());
    request.setTimeout(timeoutMilliseconds, () => request.destroy(timeoutError()));
    request.once('error', reject);
    request.end(body);
  });
}

async function read(answer: IncomingMessage): Promise<ExportResponse> {
  const { statusCode: status = 0, statusMessage, headers } = answer;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new Error(`the answer to an export exceeds ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  const data = Buffer.concat(chunks);
  if (status < 300) return { status: 'success', data };
  if (!RETRYABLE_STATUSES.has(status))
    return { status: 'failure', error: new OTLPExporterError(statusMessage, status, data.toString()) };
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  // Not an OTLPExporterError: with its code, that marks failures that a retry would not change.
  const error = new Error(`${status} ${statusMessage}`);
  return { status: 'retryable', error, ...(seconds >= 0 && { retryInMillis: seconds * 1000 }) };
}

function timeoutError(): Error {
  return Object.assign(new Error('Request timed out'), { code: 'ETIMEDOUT' });
}
