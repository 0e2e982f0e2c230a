import {
  type AnyValue,
  type Attributes,
  diag,
  type Exception,
  type HrTime,
  type Link,
  type Span,
  type SpanContext,
  type SpanKind,
  type SpanStatus,
  SpanStatusCode,
  type TimeInput,
} from '@opentelemetry/api';
import {
  AddAttributeDecision,
  cleanAttributes,
  cleanSimpleAttributes,
  hrTimeDuration,
  isTimeInput,
  maybeAddAttribute,
  millisToHrTime,
} from '@opentelemetry/core';
import type { ReadableSpan, TimedEvent } from '@opentelemetry/sdk-trace';
import { told, toldAttributes } from '../export/told-numbers.ts';
import { type CleanAttributes, isScalar, limitOfScalars } from './attributes.ts';
import { exceptionAttributes } from './exception-attributes.ts';
import type { TracingParts } from './tracing-parts.ts';
import { wallClock } from './wall-clock.ts';

interface SpanParts {
  readonly tracing: TracingParts;
  readonly name: string;
  readonly kind: SpanKind;
  readonly context: SpanContext;
  readonly parent: SpanContext | undefined;
  /** The span of `parent`, where it is one of this process. */
  readonly localParent: LeanSpan | undefined;
  /** This span's own. */
  readonly clean: CleanAttributes;
  readonly startTime: TimeInput | undefined;
}

const wallOffset = wallClock();

const UNSET: SpanStatus = Object.freeze({ code: SpanStatusCode.UNSET });
const NOT_ENDED: HrTime = [0, 0];
const NO_DURATION: HrTime = [-1, -1];

/**
 * Does what the SDK's span does, for about a third of the time and the memory: a request has many spans, which have many attributes, and
 * nearly all of these are plain strings and numbers.
 */
export class LeanSpan implements Span, ReadableSpan {
  name: string;
  readonly kind: SpanKind;
  readonly parentSpanContext?: SpanContext;
  readonly attributes: Attributes;
  readonly startTime: HrTime;
  endTime = NOT_ENDED;
  ended = false;
  status = UNSET;
  links: Link[] = [];
  events: TimedEvent[] = [];
  droppedAttributesCount: number;
  droppedEventsCount = 0;
  droppedLinksCount = 0;
  // Plain fields: there are many spans, and private ones cost more to set.
  private readonly tracing: TracingParts;
  private readonly context: SpanContext;
  /** From `performance.now()` to its times: that of its parent, so that no setting of the clock moves a span out of its parent. */
  private readonly wallOffset: number;
  /** How many attributes may yet be set without a look at the limits. */
  private scalarsLeft: number;

  constructor({ tracing, name, kind, context, parent, localParent, clean, startTime }: SpanParts) {
    this.tracing = tracing;
    this.name = name;
    this.kind = kind;
    this.context = context;
    if (parent !== undefined) this.parentSpanContext = parent;
    this.attributes = clean.attributes;
    this.droppedAttributesCount = clean.dropped;
    this.scalarsLeft = clean.dropped > 0 ? 0 : limitOfScalars(tracing.limits) - clean.count;
    this.wallOffset = localParent === undefined ? wallOffset() : localParent.wallOffset;
    this.startTime = this.timeOrNow(startTime);
  }

  get resource() {
    return this.tracing.resource;
  }

  get instrumentationScope() {
    return this.tracing.scope;
  }

  get duration(): HrTime {
    return this.ended ? hrTimeDuration(this.startTime, this.endTime) : NO_DURATION;
  }

  spanContext(): SpanContext {
    return this.context;
  }

  isRecording(): boolean {
    return !this.ended;
  }

  setAttribute(key: string, value: AnyValue): this {
    if (value === undefined || this.isOver()) return this;
    if (this.scalarsLeft > 0 && isScalar(value) && key !== '') {
      this.scalarsLeft -= 1;
      this.attributes[key] = value;
    } else this.setWithinLimits(key, value);
    return this;
  }

  setAttributes(attributes: Attributes): this {
    // The list of keys, or an iterator over it, would be garbage for each of many spans.
    for (const key in attributes) if (Object.hasOwn(attributes, key)) this.setAttribute(key, attributes[key]);
    return this;
  }

  addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): this {
    if (this.isOver()) return this;
    const { eventCountLimit, attributePerEventCountLimit: attributeCountLimit } = this.tracing.limits;
    const { attributeValueLengthLimit } = this.tracing.limits;
    const [attributes, at] = isTimeInput(attributesOrTime)
      ? [undefined, time ?? attributesOrTime]
      : [attributesOrTime, time];
    const limits = { attributeCountLimit, attributeValueLengthLimit };
    const event = { name, time: this.timeOrNow(at), ...toldOf(cleanSimpleAttributes(attributes, limits)) };
    this.droppedEventsCount += Math.max(0, this.events.length + 1 - eventCountLimit);
    this.events = latest([...this.events, event as TimedEvent], eventCountLimit);
    return this;
  }

  addLink(link: Link): this {
    return this.addLinks([link]);
  }

  addLinks(links: Link[]): this {
    if (this.isOver()) return this;
    const { linkCountLimit } = this.tracing.limits;
    this.droppedLinksCount += Math.max(0, this.links.length + links.length - linkCountLimit);
    this.links = latest([...this.links, ...links.map((link) => cleanLink(link, this.tracing))], linkCountLimit);
    return this;
  }

  setStatus({ code, message }: SpanStatus): this {
    if (this.isOver() || code === SpanStatusCode.UNSET || this.status.code === SpanStatusCode.OK) return this;
    this.status = code === SpanStatusCode.ERROR && typeof message === 'string' ? { code, message } : { code };
    return this;
  }

  updateName(name: string): this {
    if (!this.isOver()) this.name = name;
    return this;
  }

  recordException(exception: Exception, time?: TimeInput): void {
    const attributes = exceptionAttributes(exception);
    if (attributes === undefined) diag.warn(`Failed to record an exception ${exception}`);
    else this.addEvent('exception', attributes, time);
  }

  end(endTime?: TimeInput): void {
    if (this.isOver()) return;
    const end = this.timeOrNow(endTime);
    this.endTime = isBefore(end, this.startTime) ? this.startTime : end;
    this.tracing.processor.onEnding?.(this);
    this.ended = true;
    this.tracing.processor.onEnd(this);
  }

  private isOver(): boolean {
    if (this.ended)
      diag.warn(`the span ${this.name} (${this.context.spanId}) has ended: it cannot be changed any more`);
    return this.ended;
  }

  private setWithinLimits(key: string, value: AnyValue): void {
    const { attributes } = this;
    const decision = maybeAddAttribute({
      key,
      value,
      attributes,
      limits: this.tracing.limits,
      currentAttributesCount: Object.keys(attributes).length,
    });
    if (decision === AddAttributeDecision.DROP_LIMIT_REACHED) this.droppedAttributesCount += 1;
    // What was set here counts too.
    else {
      this.scalarsLeft -= 1;
      if (decision >= AddAttributeDecision.ADD_NEW) attributes[key] = told(attributes[key]);
    }
  }

  private timeOrNow(time: TimeInput | undefined): HrTime {
    return isTimeInput(time) ? this.timeOf(time) : millisToHrTime(this.wallOffset + performance.now());
  }

  private timeOf(time: TimeInput): HrTime {
    if (typeof time !== 'number') return time instanceof Date ? millisToHrTime(time.getTime()) : time;
    // One of performance.now() is less than what that is now.
    return millisToHrTime(time > performance.now() ? time : this.wallOffset + time);
  }
}

function cleanLink({ context, attributes }: Link, { limits }: TracingParts): Link {
  const { attributePerLinkCountLimit: attributeCountLimit, attributeValueLengthLimit } = limits;
  return { context, ...toldOf(cleanAttributes(attributes, { attributeCountLimit, attributeValueLengthLimit })) };
}

function toldOf<Cleaned extends { attributes?: Attributes }>(cleaned: Cleaned): Cleaned {
  return cleaned.attributes === undefined ? cleaned : { ...cleaned, attributes: toldAttributes(cleaned.attributes) };
}

function latest<Item>(items: Item[], limit: number): Item[] {
  return items.slice(Math.max(0, items.length - limit));
}

function isBefore(time: HrTime, other: HrTime): boolean {
  return time[0] < other[0] || (time[0] === other[0] && time[1] < other[1]);
}
