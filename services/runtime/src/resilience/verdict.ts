/**
 * What an error of an attempt says about the called service. `answered`: it answered, even if only with a refusal. `failed`: it failed and would fail
 * again. `unavailable`: it failed in a way that may pass.
 */
export type Verdict = 'answered' | 'failed' | 'unavailable';
