import { type Context, context, type Span, trace } from '@opentelemetry/api';
import { reportFault } from '../report.ts';
import { canBeDouble, isDouble, isOurs, mergeInto, type SdkSpan, type ShownSpan, withParent } from './doubles.ts';

/** A span processor of OpenTelemetry JS 2.x or 3.x. */
export interface SdkSpanProcessor {
  onStart(span: SdkSpan, parent: Context): void;
  onEnd(span: ShownSpan): void;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
}

/**
 * Wraps a processor so that it gets one server span per request when a program records another one below ours, or beside it below the same span.
 * The span of `McpInstrumentation` takes over attributes, events, links and error of the other, which is left out, and its children.
 */
export function mergeDoubles(exporting: SdkSpanProcessor): SdkSpanProcessor {
  return new MergingProcessor(exporting);
}

class MergingProcessor implements SdkSpanProcessor {
  readonly #exporting: SdkSpanProcessor;
  /** Our span, by the span of somebody else that may be its double. */
  readonly #ours = new WeakMap<object, SdkSpan>();
  /** Our latest span, by the span that was active when it began, such as that of an HTTP request. */
  readonly #latest = new WeakMap<object, SdkSpan>();
  /** The span that may be a double, by each of its children. */
  readonly #parents = new WeakMap<object, SdkSpan>();

  constructor(exporting: SdkSpanProcessor) {
    this.#exporting = exporting;
  }

  onStart(span: SdkSpan, parent: Context): void {
    this.#note(span, trace.getSpan(parent));
    this.#exporting.onStart(span, parent);
  }

  onEnd(span: ShownSpan): void {
    const merged = this.#tryMerge(span);
    if (merged !== undefined) this.#exporting.onEnd(merged);
  }

  forceFlush(): Promise<void> {
    return this.#exporting.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.#exporting.shutdown();
  }

  #note(span: SdkSpan, parent: Span | undefined): void {
    const active = trace.getSpan(context.active());
    if (active !== undefined && isOurs(span)) this.#latest.set(active, span);
    const ours = canBeDouble(span) ? (this.#oursAt(parent) ?? this.#oursAt(active)) : undefined;
    if (ours !== undefined) this.#ours.set(span, ours);
    else if (parent !== undefined && this.#ours.has(parent)) this.#parents.set(span, parent as SdkSpan);
  }

  #oursAt(span: Span | undefined): SdkSpan | undefined {
    return span === undefined || isOurs(span) ? span : this.#latest.get(span);
  }

  /** @returns the span to export, if any */
  #tryMerge(span: ShownSpan): ShownSpan | undefined {
    try {
      return this.#merge(span);
    } catch (error) {
      reportFault(error);
      return span;
    }
  }

  #merge(span: ShownSpan): ShownSpan | undefined {
    const ours = this.#doubled(span);
    if (ours?.isRecording()) return void mergeInto(ours, span);
    const parent = this.#parents.get(span);
    const above = parent && this.#doubled(parent);
    return above === undefined ? span : withParent(span, above.spanContext());
  }

  /** Our span of which `span` is a double, if it is one. This is decided once, when the span or one of its children ends. */
  #doubled(span: ShownSpan): SdkSpan | undefined {
    const ours = this.#ours.get(span);
    if (ours === undefined || isDouble(span, ours)) return ours;
    this.#ours.delete(span);
    return undefined;
  }
}
