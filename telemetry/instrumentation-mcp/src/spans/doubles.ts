import {
  type Attributes,
  type HrTime,
  type Link,
  type Span,
  type SpanContext,
  SpanKind,
  type SpanStatus,
  SpanStatusCode,
} from '@opentelemetry/api';
import { ATTR_MCP_METHOD_NAME } from '../contract.ts';
import { NAME } from '../scope.ts';
import { BorrowedSpan } from './borrowed-span.ts';
import { requestIdIn } from './request-id.ts';

/** The members that the spans of OpenTelemetry's SDK expose. */
export interface ShownSpan {
  readonly kind: SpanKind;
  readonly attributes: Attributes;
  readonly events: readonly { readonly name: string; readonly attributes?: Attributes; readonly time: HrTime }[];
  readonly links: readonly Link[];
  readonly status: SpanStatus;
  readonly parentSpanContext?: SpanContext;
  readonly instrumentationScope: { readonly name: string };
  spanContext(): SpanContext;
}

/** A span of OpenTelemetry's SDK before it ends. */
export interface SdkSpan extends Span, ShownSpan {}

/** Whether a span is a server span of `McpInstrumentation`. */
export function isOurs(span: Span): span is SdkSpan {
  const { kind, instrumentationScope } = span as Partial<SdkSpan>;
  return kind === SpanKind.SERVER && instrumentationScope?.name === NAME;
}

/** Whether a span is a server span of somebody else. */
export function canBeDouble({ kind, instrumentationScope }: ShownSpan): boolean {
  return kind === SpanKind.SERVER && instrumentationScope.name !== NAME;
}

/** Whether a span that began while `ours` was active stands for the same message. Call it at the end of the span, because attributes may be set after its start. */
export function isDouble({ attributes }: ShownSpan, ours: ShownSpan): boolean {
  const id = requestIdIn(attributes);
  const isSame = id === undefined || id === requestIdIn(ours.attributes);
  return isSame && attributes[ATTR_MCP_METHOD_NAME] === ours.attributes[ATTR_MCP_METHOD_NAME];
}

/** Adds the attributes, events, links and error of the other span to `ours`, without replacing any. */
export function mergeInto(ours: SdkSpan, { attributes, events, links, status }: ShownSpan): void {
  new BorrowedSpan(ours).setAttributes(attributes);
  for (const event of events) ours.addEvent(event.name, event.attributes, event.time);
  const known = new Set([ours.parentSpanContext, ...ours.links.map((link) => link.context)].map((to) => to?.spanId));
  ours.addLinks(links.filter((link) => !known.has(link.context.spanId)));
  if (status.code === SpanStatusCode.ERROR && ours.status.code === SpanStatusCode.UNSET) ours.setStatus(status);
}

/** A view of the span with another parent, for exporters, which only read it. */
export function withParent(span: ShownSpan, parentSpanContext: SpanContext): ShownSpan {
  return new Proxy(span, {
    get: (target, name) => {
      if (name === 'parentSpanContext') return parentSpanContext;
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
