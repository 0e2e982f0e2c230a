import type { Attributes, Span } from '@opentelemetry/api';

interface ShownSpan extends Span {
  readonly attributes?: Attributes;
  /** Sentry's way. */
  getSpanJSON?(): { attributes?: Attributes; data?: Attributes } | undefined;
}

/** What a span says; undefined where it does not show that. The API has no way to read it. */
export function attributesOf(span: Span): Attributes | undefined {
  const shown = span as ShownSpan;
  if (shown.attributes !== undefined) return shown.attributes;
  const json = shown.getSpanJSON?.();
  return json?.attributes ?? json?.data;
}
