const WITHIN = /(?<![0-9a-z])(?<id>[0-9a-f]{32})(?![0-9a-z])/;
const SHORT = /^[0-9a-f]{16}$/;
const NONE = /^0+$/;

/** The trace id in a text: an id itself, a `traceparent`, or the URL of a page that shows it. */
export function traceIdIn(text: string): string | undefined {
  const given = text.trim().toLowerCase();
  const id = SHORT.test(given) ? given : WITHIN.exec(given)?.groups?.id;
  return id === undefined || NONE.test(id) ? undefined : id;
}
