import { type Context, context, SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import type { Span, SpanProcessor } from '@opentelemetry/sdk-trace';
import { ATTR_PYROSCOPE_PROFILE_ID } from '../contract.ts';
import type { LocalRoot } from './local-root.ts';
import type { SpanLabels } from './span-labels.ts';

/** Finds the local root of every sampled span, and marks the local root with the id under which its profile is found. */
export class LocalRootProcessor implements SpanProcessor {
  readonly #labels: SpanLabels;

  constructor(labels: SpanLabels) {
    this.#labels = labels;
  }

  onStart(span: Span, parent: Context): void {
    if (!(span.spanContext().traceFlags & TraceFlags.SAMPLED)) return;
    const home = this.#home(span, parent);
    if (home) this.#join(span, home);
    else this.#begin(span);
  }

  onEnd(): void {}

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}

  /**
   * The context whose request the span belongs to: its parent's, or, for a message whose parent came in its own metadata, that of the HTTP
   * request that carried it. Another trace's ambient context is stale and no home.
   */
  #home(span: Span, parent: Context): Context | undefined {
    if (this.#labels.rootOf(parent)) return parent;
    if (!trace.getSpanContext(parent)?.isRemote) return undefined;
    const ambient = context.active();
    return this.#labels.rootOf(ambient)?.traceId === span.spanContext().traceId ? ambient : undefined;
  }

  #join(span: Span, home: Context): void {
    this.#labels.inherit(span, home);
    const root = this.#labels.rootOf(home);
    if (root && span.kind === SpanKind.SERVER) root.inner = span.attributes;
  }

  #begin(span: Span): void {
    const { traceId, spanId } = span.spanContext();
    const root: LocalRoot = { traceId, spanId, attributes: span.attributes };
    this.#labels.begin(span, root);
    span.setAttribute(ATTR_PYROSCOPE_PROFILE_ID, spanId);
  }
}
