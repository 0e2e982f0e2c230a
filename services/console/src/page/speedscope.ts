/** The path of speedscope's page, which loads the profile in its URL hash. */
export const SPEEDSCOPE = '/speedscope/';

/** The digest of the empty `<style>` that it creates and fills with `insertRule`: no other inline style is allowed. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/**
 * Like the console's policy, so that a link can make it load only profiles of this console. It demangles names like `_ZN3foo` with
 * WebAssembly, and waits for ever if that is forbidden: names of JavaScript can begin in the same way.
 */
export const SPEEDSCOPE_POLICY = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' ${EMPTY_STYLE}; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export function isOfSpeedscope(path: string): boolean {
  return path.startsWith(SPEEDSCOPE);
}
