import {
  type Context,
  context,
  INVALID_SPAN_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  type SpanOptions,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import { ParentBasedSampler, SamplingDecision, type SamplingResult } from '@opentelemetry/sdk-trace';
import { cleaned } from './attributes.ts';
import { LeanSpan } from './lean-span.ts';
import type { TracingParts } from './tracing-parts.ts';

const SAMPLED: SamplingResult = { decision: SamplingDecision.RECORD_AND_SAMPLED };

/** Does what the SDK's tracer does, and starts spans that cost less. */
export class LeanTracer implements Tracer {
  readonly #tracing: TracingParts;
  /** Whether it samples every span whose parent is of this process and sampled: `OTEL_TRACES_SAMPLER` can say no other. */
  readonly #followsParents: boolean;

  constructor(tracing: TracingParts) {
    this.#tracing = tracing;
    this.#followsParents = tracing.sampler instanceof ParentBasedSampler;
  }

  startSpan(name: string, options: SpanOptions = {}, active: Context = context.active()): Span {
    const parentContext = options.root ? trace.deleteSpan(active) : active;
    if (isTracingSuppressed(parentContext)) return trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
    return this.#start(name, options, parentContext);
  }

  startActiveSpan<F extends (span: Span) => unknown>(
    name: string,
    ...rest: [F] | [SpanOptions, F] | [SpanOptions, Context, F]
  ): ReturnType<F> {
    const work = rest.at(-1) as (span: Span) => ReturnType<F>;
    if (work === undefined) return undefined as ReturnType<F>;
    const [options, given] = rest.slice(0, -1) as [SpanOptions?, Context?];
    const parent = given ?? context.active();
    const span = this.startSpan(name, options, parent);
    return context.with(trace.setSpan(parent, span), work, undefined, span);
  }

  #start(
    name: string,
    { kind: givenKind, startTime, attributes: given, links }: SpanOptions,
    parentContext: Context,
  ): Span {
    // What is left out may be null, where types did not check it.
    const kind = givenKind ?? SpanKind.INTERNAL;
    const tracing = this.#tracing;
    const parentSpan = trace.getSpan(parentContext);
    const localParent = parentSpan instanceof LeanSpan ? parentSpan : undefined;
    const parent = localParent?.spanContext() ?? validContext(parentSpan?.spanContext());
    const traceId = parent?.traceId ?? tracing.ids.generateTraceId();
    const clean = cleaned(given, tracing.limits);
    const sampling =
      this.#followsParents && localParent !== undefined && isSampled(localParent.spanContext())
        ? SAMPLED
        : tracing.sampler.shouldSample(parentContext, traceId, name, kind, clean.attributes, links ?? []);
    const own = contextOf(sampling, { traceId, spanId: tracing.ids.generateSpanId(), parent });
    if (sampling.decision === SamplingDecision.NOT_RECORD) return trace.wrapSpanContext(own);
    const span = new LeanSpan({
      tracing,
      name,
      kind,
      context: own,
      parent,
      localParent,
      clean,
      startTime: startTime ?? undefined,
    });
    if (links) span.addLinks(links);
    if (sampling.attributes !== undefined) span.setAttributes(sampling.attributes);
    tracing.processor.onStart(span, parentContext);
    return span;
  }
}

/** Undefined without a parent that can be one. */
function validContext(parent: SpanContext | undefined): SpanContext | undefined {
  return parent !== undefined && trace.isSpanContextValid(parent) ? parent : undefined;
}

function isSampled({ traceFlags }: SpanContext): boolean {
  return (traceFlags & TraceFlags.SAMPLED) !== 0;
}

interface Ids {
  traceId: string;
  spanId: string;
  parent: SpanContext | undefined;
}

function contextOf({ decision, traceState }: SamplingResult, { traceId, spanId, parent }: Ids): SpanContext {
  const traceFlags = decision === SamplingDecision.RECORD_AND_SAMPLED ? TraceFlags.SAMPLED : TraceFlags.NONE;
  const state = traceState ?? parent?.traceState;
  return state === undefined ? { traceId, spanId, traceFlags } : { traceId, spanId, traceFlags, traceState: state };
}
