import { type ChannelListener, subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { rememberSeries, withSpan } from '@cortex/instrumentation-mcp/internal';
import { context, diag, type Histogram, propagation, SpanKind } from '@opentelemetry/api';
import { InstrumentationBase } from '@opentelemetry/instrumentation';
import { ATTR_HTTP_REQUEST_METHOD, METRIC_HTTP_CLIENT_REQUEST_DURATION, METRIC_OPTIONS } from '../contract.ts';
import { noteUpgrade, type Upgrading } from './note-upgrade.ts';
import { outgoingAttributes } from './outgoing-attributes.ts';
import { OutgoingObservation } from './outgoing-observation.ts';
import { setHeader } from './set-header.ts';

const NAME = '@cortex/telemetry/http-client';
const VERSION = '0.1.0';

/** Where a request keeps its observation: a weak map would cost the garbage collector more. */
const OBSERVED = Symbol('observed');

interface Message {
  readonly request: Upgrading & { [OBSERVED]?: OutgoingObservation | undefined };
  readonly socket: Socket;
  readonly response: { readonly statusCode: number };
  readonly error: Error;
}

/**
 * Traces and measures the requests of undici and `fetch` with what @opentelemetry/instrumentation-undici tells of them, for less than half of
 * its cost: without hooks that every request would pass, and without a URL made of each.
 */
export class HttpClientInstrumentation extends InstrumentationBase {
  // The base class calls these methods before fields are set and private methods are there.
  declare private duration: Histogram;
  declare private listeners: Map<string, ChannelListener> | undefined;

  constructor() {
    super(NAME, VERSION, {});
  }

  protected override init(): void {}

  override enable(): void {
    super.enable();
    if (this.listeners !== undefined) return;
    this.listeners = new Map(
      Object.entries({
        'undici:request:create': guarded(({ request }) => this.start(request)),
        'undici:client:sendHeaders': guarded(({ request, socket }) => {
          request[OBSERVED]?.sent(socket);
          // At the latest: the socket is handed over where the protocol changes.
          if (request.upgrade) socket.once('close', () => take(request)?.end());
        }),
        'undici:request:headers': guarded(({ request, response }) => request[OBSERVED]?.answered(response.statusCode)),
        'undici:request:trailers': guarded(({ request }) => take(request)?.end()),
        'undici:request:error': guarded(({ request, error }) => take(request)?.failed(error)),
      }),
    );
    for (const [channel, listener] of this.listeners) subscribe(channel, listener);
  }

  override disable(): void {
    super.disable();
    for (const [channel, listener] of this.listeners ?? []) unsubscribe(channel, listener);
    this.listeners = undefined;
  }

  protected override _updateMetricInstruments(): void {
    const name = METRIC_HTTP_CLIENT_REQUEST_DURATION;
    this.duration = rememberSeries(this.meter.createHistogram(name, METRIC_OPTIONS[name]));
  }

  private start(request: Message['request']): void {
    if (request.method === 'CONNECT') return;
    const attributes = outgoingAttributes(request);
    const method = attributes[ATTR_HTTP_REQUEST_METHOD] as string;
    const parent = context.active();
    const options = { kind: SpanKind.CLIENT, attributes };
    const span = this.tracer.startSpan(method === '_OTHER' ? 'HTTP' : method, options, parent);
    propagation.inject(withSpan(parent, span), request, setHeader);
    request[OBSERVED] = new OutgoingObservation(span, attributes, this.duration);
    noteUpgrade(request, (status) => {
      request[OBSERVED]?.answered(status);
      take(request)?.end();
    });
  }
}

function take(request: Message['request']): OutgoingObservation | undefined {
  const observed = request[OBSERVED];
  request[OBSERVED] = undefined;
  return observed;
}

/** What a listener throws would end the process. */
function guarded(listener: (message: Message) => void): ChannelListener {
  return (message) => {
    try {
      listener(message as Message);
    } catch (error) {
      diag.error('the instrumentation of undici failed, the application is not affected', error);
    }
  };
}
