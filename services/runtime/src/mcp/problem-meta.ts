/** The key in an error result's `_meta` of `{status, title, detail, errors?}`, which the HTTP route of the tool answers as well. */
export const PROBLEM_META_KEY = 'cortex.dev/problem';
