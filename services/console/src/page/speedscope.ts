/** The path of speedscope's page, which loads the profile that its URL hash names. */
export const SPEEDSCOPE = '/speedscope/';

/** The digest of the empty `<style>` that it makes and then fills by `insertRule`: no other inline style is let in. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/**
 * As that of the console, so that a link can make it load profiles of this console alone. It makes names like `_ZN3foo` readable by
 * WebAssembly, and waits for ever where it may not: names of JavaScript begin so too.
 */
export const SPEEDSCOPE_POLICY = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' ${EMPTY_STYLE}; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export function isOfSpeedscope(path: string): boolean {
  return path.startsWith(SPEEDSCOPE);
}
