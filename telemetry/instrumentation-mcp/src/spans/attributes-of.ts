import type { Attributes, Span } from '@opentelemetry/api';

interface ShownSpan extends Span {
  readonly attributes?: Attributes;
  /** The accessor of Sentry's spans. */
  getSpanJSON?(): { attributes?: Attributes; data?: Attributes } | undefined;
}

/** The attributes of a span; undefined if it does not expose them. The API has no way to read them. */
export function attributesOf(span: Span): Attributes | undefined {
  const shown = span as ShownSpan;
  if (shown.attributes !== undefined) return shown.attributes;
  const json = shown.getSpanJSON?.();
  return json?.attributes ?? json?.data;
}
