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

/** What a span of an SDK shows. */
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

/** A span of an SDK before it ends. */
export interface SdkSpan extends Span, ShownSpan {}

/** Whether a span is one of `McpInstrumentation` on a server. */
export function isOurs(span: Span): span is SdkSpan {
  const { kind, instrumentationScope } = span as Partial<SdkSpan>;
  return kind === SpanKind.SERVER && instrumentationScope?.name === NAME;
}

/** Whether a span is one of a server, by somebody else. */
export function canBeDouble({ kind, instrumentationScope }: ShownSpan): boolean {
  return kind === SpanKind.SERVER && instrumentationScope.name !== NAME;
}

/** Whether a span that began while `ours` was active stands for the same message. By then it has all attributes: some are set after its start. */
export function isDouble({ attributes }: ShownSpan, ours: ShownSpan): boolean {
  const id = requestIdIn(attributes);
  const isSame = id === undefined || id === requestIdIn(ours.attributes);
  return isSame && attributes[ATTR_MCP_METHOD_NAME] === ours.attributes[ATTR_MCP_METHOD_NAME];
}

/** Sets on `ours` what it does not say itself. */
export function mergeInto(ours: SdkSpan, { attributes, events, links, status }: ShownSpan): void {
  new BorrowedSpan(ours).setAttributes(attributes);
  for (const event of events) ours.addEvent(event.name, event.attributes, event.time);
  const known = new Set([ours.parentSpanContext, ...ours.links.map((link) => link.context)].map((to) => to?.spanId));
  ours.addLinks(links.filter((link) => !known.has(link.context.spanId)));
  if (status.code === SpanStatusCode.ERROR && ours.status.code === SpanStatusCode.UNSET) ours.setStatus(status);
}

/** The span with another parent, for exporters: what they are given is for reading only. */
export function withParent(span: ShownSpan, parentSpanContext: SpanContext): ShownSpan {
  return new Proxy(span, {
    get: (target, name) => {
      if (name === 'parentSpanContext') return parentSpanContext;
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
