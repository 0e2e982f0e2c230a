/** In `_meta` of an error result: `{status, title, detail, errors?}`, as the HTTP route of the tool answers it. */
export const PROBLEM_META_KEY = 'cortex.dev/problem';
