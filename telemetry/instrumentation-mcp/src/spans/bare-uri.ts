const REVEALING = /[?#@]/;
const USER_INFO = /^([a-z][a-z\d+.-]*:\/\/)[^/]*@/i;

/** A URI without what may give access or be what users typed: user and password, query and fragment. No list of names to redact is complete. */
export function bareUri(uri: string): string {
  if (!REVEALING.test(uri)) return uri;
  return uri.replace(/[?#].*/s, '').replace(USER_INFO, '$1');
}
