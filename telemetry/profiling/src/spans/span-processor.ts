import { type Context, context, SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import type { Span, SpanProcessor } from '@opentelemetry/sdk-trace';
import { ATTR_PYROSCOPE_PROFILE_ID } from '../contract.ts';
import type { LocalRoot } from './local-root.ts';
import type { SpanLabels } from './span-labels.ts';

/** Finds the local root of every sampled span, and marks the local root with the id of its profile. */
export class LocalRootProcessor implements SpanProcessor {
  readonly #labels: SpanLabels;

  constructor(labels: SpanLabels) {
    this.#labels = labels;
  }

  onStart(span: Span, parent: Context): void {
    if (!(span.spanContext().traceFlags & TraceFlags.SAMPLED)) return;
    const root = this.#rootFor(span, parent);
    if (root) this.#join(span, root);
    else this.#begin(span);
  }

  onEnd(): void {}

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}

  /**
   * Returns the local root of the request that the span belongs to: its parent's, or, for a message whose parent came in its own metadata, that of
   * the HTTP request that carries it. An ambient context of another trace is stale and is ignored.
   */
  #rootFor(span: Span, parent: Context): LocalRoot | undefined {
    const root = this.#labels.rootOf(parent);
    if (root || !trace.getSpanContext(parent)?.isRemote) return root;
    const ambient = this.#labels.rootOf(context.active());
    return ambient?.traceId === span.spanContext().traceId ? ambient : undefined;
  }

  #join(span: Span, root: LocalRoot): void {
    this.#labels.assign(span, root);
    if (span.kind === SpanKind.SERVER) root.inner = span.attributes;
  }

  #begin(span: Span): void {
    const { traceId, spanId } = span.spanContext();
    const root: LocalRoot = { traceId, spanId, attributes: span.attributes };
    this.#labels.assign(span, root);
    span.setAttribute(ATTR_PYROSCOPE_PROFILE_ID, spanId);
  }
}
