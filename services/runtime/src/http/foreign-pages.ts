import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import type { Context, Middleware } from 'koa';
import { HttpError } from '../errors/http-error.ts';

export interface KnownHosts {
  /** The address that the service listens on. */
  host: string;
  /** Further host names of the service, whose pages may call it; in lower case, without ports. */
  allowedHosts?: string[];
}

const HOST_HEADER = /^(?:\[(?<ipv6>[\da-f:.]+)\]|(?<name>[\w.-]+))(?::\d+)?$/i;
const SHOWN_CHARACTERS = 100;
/** The unspecified address and IPv4-mapped ones: they lead to this machine, and browsers send no Sec-Fetch-Site to them. */
const UNMARKED = /^(0\.0\.0\.0|\[::\]|\[::ffff:[\da-f:]+\])$/;

/**
 * Refuses requests from web pages of other origins with 403. Such a page is recognized by `Origin` or `Sec-Fetch-Site` or, when its own name
 * has been rebound to this machine, by an unknown `Host`. An address cannot be rebound, so any address of a machine is accepted.
 * Programs send neither header and pass, and so does a user who follows a link.
 */
export function refuseForeignPages({ host, allowedHosts = [] }: KnownHosts): Middleware {
  const allowed = new Set(allowedHosts);
  const names = allowed.union(new Set(['localhost', host.toLowerCase()]));
  const isServed = (asked: string) => {
    const hostname = URL.parse(`http://${asked}`)?.hostname;
    if (hostname === undefined) return false;
    const name = nameIn(asked);
    return isIP(name) === 0 ? names.has(name) || name.endsWith('.localhost') : !UNMARKED.test(hostname);
  };
  // Nearly all requests name the same host.
  let served: string | undefined;
  return (ctx, next) => {
    const { host: asked = '', origin } = ctx.headers;
    if (asked !== served && !isServed(asked))
      throw refusal(`This Host is not served here: expected an address, localhost or a name`, asked);
    served = asked;
    if (origin === undefined ? isForPage(ctx) : !isOwn(origin, asked) && !allowed.has(nameIn(afterScheme(origin))))
      throw refusal(`Pages of other origins are refused: expected this service's own, or one of a host`, origin);
    return next();
  };
}

function refusal(expected: string, came = 'a request that another page makes'): HttpError {
  return new HttpError(403, `${expected} of CORTEX_ALLOWED_HOSTS, came ${came.slice(0, SHOWN_CHARACTERS) || 'none'}`);
}

/** The host without its port, in lower case; empty if it is invalid. */
function nameIn(host: string): string {
  const { ipv6, name } = HOST_HEADER.exec(host)?.groups ?? {};
  return (ipv6 ?? name ?? '').toLowerCase();
}

/** Compares hosts only: the scheme differs behind a proxy that terminates TLS. */
function isOwn(origin: string, host: string): boolean {
  return afterScheme(origin).toLowerCase() === host.toLowerCase();
}

function afterScheme(origin: string): string {
  return origin.slice(origin.indexOf('://') + 3);
}

/** Whether a page elsewhere makes this request for itself: an image, a script, a frame. A link leaves that page. */
function isForPage({ method, headers }: Context): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  return !(method === 'GET' && isLink(headers));
}

function isLink(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}
