import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { OtlpBody, OtlpLogRecord, OtlpMetric, OtlpSpan } from './types.ts';

type Behaviour = 'answer' | 'refuse' | 'hang';

interface Received {
  readonly path: string;
  readonly contentType: string;
  readonly body: Buffer;
  /** The `traceparent` or `baggage` header of the request, if it has one. */
  readonly context: string | undefined;
}

/** Takes the place of a Collector in tests: accepts OTLP over HTTP and keeps the requests. */
export class OtlpReceiver implements AsyncDisposable {
  readonly #server: Server;
  readonly received: Received[] = [];
  refused = 0;
  /** `refuse` answers 400, `hang` never answers. */
  behaviour: Behaviour = 'answer';
  /** Larger bodies are refused, as by the Collector's receivers. */
  maxBytes = Number.POSITIVE_INFINITY;

  private constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  static async start(): Promise<OtlpReceiver> {
    const receiver = new OtlpReceiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get bodies(): OtlpBody[] {
    return this.received
      .filter(({ contentType }) => contentType === 'application/json')
      .map(({ body }) => JSON.parse(body.toString()));
  }

  get spans(): OtlpSpan[] {
    return this.bodies.flatMap(({ resourceSpans = [] }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    );
  }

  get metrics(): OtlpMetric[] {
    return this.bodies.flatMap(({ resourceMetrics = [] }) =>
      resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics)),
    );
  }

  get logs(): OtlpLogRecord[] {
    return this.bodies.flatMap(({ resourceLogs = [] }) =>
      resourceLogs.flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords)),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { url: path = '', headers } = request;
    if (this.behaviour === 'hang') return;
    const isTaken = this.behaviour === 'answer' && body.length <= this.maxBytes;
    if (isTaken) this.received.push(receivedFrom({ path, headers, body }));
    else this.refused += 1;
    response.writeHead(isTaken ? 200 : 400, { 'content-type': 'application/json' }).end('{}');
  }
}

function receivedFrom({
  path,
  headers,
  body,
}: Pick<Received, 'path' | 'body'> & Pick<IncomingMessage, 'headers'>): Received {
  const context = headers.traceparent ?? headers.baggage;
  return { path, contentType: headers['content-type'] ?? '', body, context: context?.toString() };
}
