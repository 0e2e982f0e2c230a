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
 * Sends requests over HTTP, with the retries of OpenTelemetry's own transport. That one would keep a finished process alive for its retries, for
 * up to its timeout of 10 s. Unanswered requests are held in the outbox.
 */
class OtlpTransport implements IExporterTransport {
  readonly #destination: Destination;
  readonly #agent: Promise<Agent>;

  constructor({ url, compression, headers, agentFactory }: HttpOptions, contentType: string) {
    this.#destination = { url, gzip: compression === 'gzip', headers: { 'Content-Type': contentType }, tls: {} };
    this.#agent = this.#prepare(headers, agentFactory);
    // A failure is handled at the first request, which awaits the agent.
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
    // OpenTelemetry's factory imports node:http as an ES module. For the exports of that module Node.js loads undici: 60 ms and 14 MB.
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

/** Creates the agent that OpenTelemetry's factory creates for http, which has no settings. */
function plainAgent(): Agent {
  const { Agent } = process.getBuiltinModule('node:http');
  return new Agent({ keepAlive: true }) as Agent;
}

function backoff(retries: number): number {
  const jitter = 1 + JITTER * (2 * Math.random() - 1);
  return Math.min(FIRST_BACKOFF_MILLISECONDS * BACKOFF_FACTOR ** retries * jitter, MAX_BACKOFF_MILLISECONDS);
}

/** Creates the transport; a function, so that other packages need not know the class. */
export function otlpTransport(options: HttpOptions, contentType: string): IExporterTransport {
  return new OtlpTransport(options, contentType);
}

/** Waits. @returns false when the process begins to end before the time is over */
function waited(milliseconds: number): Promise<boolean> {
  return pause(milliseconds, true, { ref: false, signal: outbox.hurried }).catch(() => false);
}
