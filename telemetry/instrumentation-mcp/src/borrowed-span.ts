import type { Attributes, Exception, Link, Span, SpanContext, SpanStatus, TimeInput } from '@opentelemetry/api';

/** What spans of SDKs show besides what the API has. */
export interface ReadableSpan extends Span {
  readonly attributes: Attributes;
  readonly status?: SpanStatus;
}

/** A span of somebody else, which stands for a call. Its name, its end and what it says already are its owner's. */
export class BorrowedSpan implements Span {
  readonly #span: ReadableSpan;

  constructor(span: ReadableSpan) {
    this.#span = span;
  }

  get attributes(): Attributes {
    return this.#span.attributes;
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
    if (this.isRecording() && this.attributes[name] === undefined) this.#span.setAttribute(name, value);
    return this;
  }

  setAttributes(attributes: Attributes): this {
    for (const [name, value] of Object.entries(attributes)) this.setAttribute(name, value);
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
