import type { Attributes, Exception, Link, Span, SpanContext, SpanStatus, TimeInput } from '@opentelemetry/api';
import { attributesOf } from './attributes-of.ts';

/** A span of somebody else that stands for a call. Its name, its end and its existing attributes stay its owner's. */
export class BorrowedSpan implements Span {
  readonly #span: Span & { readonly status?: SpanStatus };

  constructor(span: Span) {
    this.#span = span;
  }

  get attributes(): Attributes {
    return attributesOf(this.#span) ?? {};
  }

  get status(): SpanStatus | undefined {
    return this.#span.status;
  }

  spanContext(): SpanContext {
    return this.#span.spanContext();
  }

  isRecording(): boolean {
    return this.#span.isRecording();
  }

  setAttribute(name: string, value: Attributes[string]): this {
    return this.setAttributes({ [name]: value });
  }

  setAttributes(attributes: Attributes): this {
    if (!this.isRecording()) return this;
    const { attributes: known } = this;
    const added = Object.entries(attributes).filter(([name]) => known[name] === undefined);
    this.#span.setAttributes(Object.fromEntries(added));
    return this;
  }

  addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): this {
    if (this.isRecording()) this.#span.addEvent(name, attributesOrTime, time);
    return this;
  }

  addLink(link: Link): this {
    return this.addLinks([link]);
  }

  addLinks(links: Link[]): this {
    if (this.isRecording()) this.#span.addLinks(links);
    return this;
  }

  setStatus(status: SpanStatus): this {
    if (this.isRecording()) this.#span.setStatus(status);
    return this;
  }

  recordException(exception: Exception, time?: TimeInput): void {
    if (this.isRecording()) this.#span.recordException(exception, time);
  }

  updateName(): this {
    return this;
  }

  end(): void {}
}
