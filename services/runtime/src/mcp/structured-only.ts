/** A key in `_meta` of a call whose caller reads only the structured content of the result. The text that repeats it would double the answer. */
const KEY = 'cortex.dev/structured-only';

export const STRUCTURED_ONLY: Record<string, unknown> = { [KEY]: true };

/** Whether the caller of a tool may read the text of its result, as every client may that does not say otherwise. */
export function readsText(requestMeta: Record<string, unknown> = {}): boolean {
  return requestMeta[KEY] !== true;
}
