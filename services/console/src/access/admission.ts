import { createHash, timingSafeEqual } from 'node:crypto';
import { bearerToken, isLoopback, type ServiceOptions, unauthorized } from '@cortex/runtime';

type Middleware = NonNullable<ServiceOptions['admit']>;
type Context = Parameters<Middleware>[0];

const COOKIE = 'cortex-console';
const FOR_PAGES = '/';
const METRICS = '/metrics';
const PROXY_HEADERS = ['x-forwarded-for', 'forwarded'];

/**
 * Lets in requests with the token: programs send it as `Authorization: Bearer`, browsers in the cookie that `/?token=…` sets once. Others get a 401,
 * except for a Prometheus of this machine, which reads the metrics as it does from the other services.
 */
export function admission(token: string): Middleware {
  const isToken = comparison(token);
  return (ctx, next) => {
    if (ctx.path === METRICS && isOfThisMachine(ctx)) return next();
    const { token: given } = ctx.query;
    const isPage = ctx.path === FOR_PAGES && typeof given === 'string';
    if (!isToken(isPage ? given : shownBy(ctx))) throw refusal();
    return isPage ? rememberIn(ctx, token) : next();
  };
}

/** Whether a request comes from this machine. What a proxy of this machine forwards comes from elsewhere. */
function isOfThisMachine({ req }: Context): boolean {
  return isLoopback(req.socket.remoteAddress ?? '') && PROXY_HEADERS.every((name) => req.headers[name] === undefined);
}

/** Compares in constant time. */
function comparison(token: string): (shown: string) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(token);
  return (shown) => timingSafeEqual(digest(shown), expected);
}

function shownBy(ctx: Context): string {
  const cookie = ctx.get('Authorization') === '' ? ctx.cookies.get(COOKIE) : undefined;
  return cookie ?? bearerToken(ctx);
}

/** Moves the token into a cookie, so that it stays neither in the address bar nor in the browser's history. */
function rememberIn(ctx: Context, token: string): void {
  const search = new URLSearchParams(ctx.querystring);
  search.delete('token');
  ctx.cookies.set(COOKIE, token, { httpOnly: true, sameSite: 'lax' });
  ctx.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
  ctx.redirect(search.size > 0 ? `${FOR_PAGES}?${search}` : FOR_PAGES);
  ctx.status = 303;
}

function refusal() {
  return unauthorized(
    'Expected CORTEX_CONSOLE_TOKEN as bearer token. A browser gets in once by /?token=<token>.',
    'Bearer error="invalid_token"',
  );
}
