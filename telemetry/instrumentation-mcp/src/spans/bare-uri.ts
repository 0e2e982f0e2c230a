const REVEALING = /[?#@]/;
const USER_INFO = /^([a-z][a-z\d+.-]*:\/\/)[^/]*@/i;

/** Removes the parts of a URI that may contain credentials or user input: user and password, query and fragment. Whole, because no list of names to redact is complete. */
export function bareUri(uri: string): string {
  if (!REVEALING.test(uri)) return uri;
  return uri.replace(/[?#].*/s, '').replace(USER_INFO, '$1');
}
