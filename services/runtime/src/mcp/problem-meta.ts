/** The key in an error result's `_meta` of `{status, title, detail, errors?}`, as the HTTP route of the tool answers it. */
export const PROBLEM_META_KEY = 'cortex.dev/problem';
