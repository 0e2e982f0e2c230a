/**
 * What an error of an attempt says about the called service: it `answered`, if only that it refuses; it `failed` and would fail again;
 * or it was `unavailable`, which may pass.
 */
export type Verdict = 'answered' | 'failed' | 'unavailable';
