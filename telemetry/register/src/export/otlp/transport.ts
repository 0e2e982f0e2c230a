import type { Agent } from 'node:https';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { ExportResponse, IExporterTransport } from '@opentelemetry/otlp-exporter-base';
import type { convertLegacyHttpOptions } from '@opentelemetry/otlp-exporter-base/node-http';
import { type Destination, type OtlpRequest, outbox } from './outbox.ts';
import { post } from './post.ts';

const MAX_RETRIES = 5;
const FIRST_BACKOFF_MILLISECONDS = 1000;
const BACKOFF_FACTOR = 1.5;
const MAX_BACKOFF_MILLISECONDS = 5000;
const JITTER = 0.2;

type HttpOptions = ReturnType<typeof convertLegacyHttpOptions>;

/**
 * Sends requests by HTTP and tries again as the stock transport of OTLP exporters does, which would keep a finished process alive for that, up to
 * its timeout of 10 s. Keeps what is unanswered in the outbox.
 */
class OtlpTransport implements IExporterTransport {
  readonly #destination: Destination;
  readonly #agent: Promise<Agent>;

  constructor({ url, compression, headers, agentFactory }: HttpOptions, contentType: string) {
    this.#destination = { url, gzip: compression === 'gzip', headers: { 'Content-Type': contentType }, tls: {} };
    this.#agent = this.#prepare(headers, agentFactory);
    // It is awaited at the first request.
    this.#agent.catch(() => undefined);
  }

  send(body: Uint8Array, timeoutMilliseconds: number): Promise<ExportResponse> {
    const request: OtlpRequest = { destination: this.#destination, body };
    return outbox.hold(request, () => this.#deliver(request, performance.now() + timeoutMilliseconds));
  }

  shutdown(): void {}

  async #prepare(headers: HttpOptions['headers'], agentFactory: HttpOptions['agentFactory']): Promise<Agent> {
    this.#destination.headers = await headers();
    const { protocol } = new URL(this.#destination.url);
    // The stock factory imports node:http as an ES module. Node.js then loads undici for its exports, 60 ms and 14 MB.
    const agent = protocol === 'http:' ? plainAgent() : ((await agentFactory(protocol)) as Agent);
    const { ca, cert, key } = agent.options;
    this.#destination.tls = { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
    return agent;
  }

  async #deliver(request: OtlpRequest, deadline: number): Promise<ExportResponse> {
    const agent = await this.#agent;
    for (let retries = 0; ; retries += 1) {
      request.since = performance.now();
      const response = await post(request, { agent, timeoutMilliseconds: deadline - performance.now() });
      request.since = undefined;
      if (response.status !== 'retryable' || retries === MAX_RETRIES) return response;
      const wait = response.retryInMillis ?? backoff(retries);
      if (performance.now() + wait > deadline || !(await waited(wait))) return response;
    }
  }
}

/** The agent that the stock factory makes: there is nothing to set for it. */
function plainAgent(): Agent {
  const { Agent } = process.getBuiltinModule('node:http');
  return new Agent({ keepAlive: true }) as Agent;
}

function backoff(retries: number): number {
  const jitter = 1 + JITTER * (2 * Math.random() - 1);
  return Math.min(FIRST_BACKOFF_MILLISECONDS * BACKOFF_FACTOR ** retries * jitter, MAX_BACKOFF_MILLISECONDS);
}

/** The transport as a function, for packages that do not know this class. */
export function otlpTransport(options: HttpOptions, contentType: string): IExporterTransport {
  return new OtlpTransport(options, contentType);
}

/** False when the process ends meanwhile. */
function waited(milliseconds: number): Promise<boolean> {
  return pause(milliseconds, true, { ref: false, signal: outbox.hurried }).catch(() => false);
}
