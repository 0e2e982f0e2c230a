/** A path that a URL shows as it came: without dots at the begin of a segment, and without what is escaped. */
const PLAIN_PATH = /^\/(?:[\w\-~@:!$&'()*+,;=][\w\-.~@:!$&'()*+,;=]*(?:\/|$))*$/;

/** The path of a request target, when that is all that a URL would make of it; undefined where it takes a URL to tell. */
export function plainPath(target: string): string | undefined {
  const end = target.indexOf('?');
  const path = end < 0 ? target : target.slice(0, end);
  return PLAIN_PATH.test(path) ? path : undefined;
}
