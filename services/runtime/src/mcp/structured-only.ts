/** The key in a call's `_meta` by which a caller declares that it reads only the structured content. Repeating it as text would double the answer. */
const KEY = 'cortex.dev/structured-only';

export const STRUCTURED_ONLY: Record<string, unknown> = { [KEY]: true };

/** Whether the caller may read the text of a result. All clients may that do not declare otherwise. */
export function readsText(requestMeta: Record<string, unknown> = {}): boolean {
  return requestMeta[KEY] !== true;
}
