import { errorMonitor } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BOUNDED_HEADERS, linkInstead, NO_CONTEXT } from '@cortex/instrumentation-mcp/internal';
import {
  type Context,
  context,
  diag,
  type Histogram,
  propagation,
  SpanKind,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { setRPCMetadata } from '@opentelemetry/core';
import type { Scheme } from './addresses.ts';
import { incomingAttributes } from './incoming-attributes.ts';
import { IncomingObservation, nameOf } from './incoming-request.ts';
import { pathOf } from './probe-paths.ts';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export interface Observation {
  readonly scheme: Scheme;
  readonly tracer: Tracer;
  readonly duration: Histogram;
  readonly probes: ReadonlySet<string>;
}

type Serve = () => boolean;

/** Has a request served inside its span, which ends with the answer. Probes have none, which hides nothing of what is done for them. */
export function serveObserved(exchange: Exchange, observation: Observation, serve: Serve): boolean {
  if (observation.probes.has(pathOf(exchange.request))) return within(NO_CONTEXT, exchange, serve);
  const started = tryStart(exchange, observation);
  return started === undefined
    ? serve()
    : within(started.context, exchange, () => follow(started.observed, exchange, serve));
}

/** Also the events of both have this context: they come out of the socket's. */
function within(own: Context, { request, response }: Exchange, serve: Serve): boolean {
  return context.with(own, () => {
    context.bind(own, request);
    context.bind(own, response);
    return serve();
  });
}

interface Started {
  readonly observed: IncomingObservation;
  readonly context: Context;
}

function tryStart(exchange: Exchange, { scheme, tracer, duration }: Observation): Started | undefined {
  try {
    const { request } = exchange;
    const parent = propagation.extract(NO_CONTEXT, request.headers, BOUNDED_HEADERS);
    const links = linkInstead(parent);
    const options = {
      kind: SpanKind.SERVER,
      attributes: incomingAttributes(request, scheme),
      ...(links && { links, root: true }),
    };
    const span = tracer.startSpan(nameOf(request), options, parent);
    const observed = new IncomingObservation({ ...exchange, scheme, span, duration });
    return { observed, context: setRPCMetadata(trace.setSpan(parent, span), observed.metadata) };
  } catch (error) {
    diag.error('the instrumentation of HTTP failed, the application is not affected', error);
    return undefined;
  }
}

function follow(observed: IncomingObservation, { response }: Exchange, serve: Serve): boolean {
  response.on('close', () => observed.closed());
  response.on(errorMonitor, (error) => observed.failed(error));
  try {
    return serve();
  } catch (error) {
    observed.failed(error as Error);
    throw error;
  }
}
