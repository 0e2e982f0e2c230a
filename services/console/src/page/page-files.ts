import { extname } from 'node:path';
import { HttpError } from '@cortex/runtime';
import type { Router, RouterContext } from '@koa/router';
import { INDEX, type PageFile } from './built-page.ts';
import { ServedPage } from './served-page.ts';
import { isOfSpeedscope, SPEEDSCOPE, SPEEDSCOPE_POLICY } from './speedscope.ts';

/** The page loads and runs nothing from elsewhere, and cannot be framed. Text of telemetry never becomes markup or script. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Matches the paths of the page, except those of the API. `/mcp-calls` belongs to the page. */
const ADDRESSES = /^\/(?!(api|mcp|health|metrics)(\/|$))/;
/** The page of a trace, which preloads that trace. */
const TRACE_PAGE = /^\/trace\/([0-9a-f]{32})$/;
/** The route in metrics and logs, where each URL of a page would otherwise be a separate name. */
const ROUTE = '/(page)';
/** A file extension. What follows a dot in an encoded name is not one. */
const ENDING = /\.\w+\/?$/;
const FOR_EVER = 'public, max-age=31536000, immutable';
/** Makes browsers revalidate it each time; answered 304 while it is unchanged. */
const ALWAYS_ASK = 'no-cache';

/**
 * Serves the page's files. A path without a file is answered with the page, which handles its own routes; if it has a file extension, with 404.
 * @param folder where the page is built, now or later
 */
export function pageFiles(router: Router, folder: string): void {
  const page = new ServedPage(folder);
  router.get(ADDRESSES, (ctx) => {
    ctx._matchedRoute = ROUTE;
    ctx.set({ ...HEADERS, 'content-security-policy': isOfSpeedscope(ctx.path) ? SPEEDSCOPE_POLICY : PAGE_POLICY });
    const { index } = page;
    if (index === undefined) throw notBuilt(folder);
    if (`${ctx.path}/` === SPEEDSCOPE) return ctx.redirect(SPEEDSCOPE);
    const path = ctx.path === SPEEDSCOPE ? `${SPEEDSCOPE}${INDEX}` : ctx.path;
    const file = page.file(path) ?? (ENDING.test(path) || isOfSpeedscope(path) ? undefined : index);
    if (file === undefined) throw new HttpError(404, `There is no file ${path}`);
    askAhead(ctx);
    send(ctx, file, file === index ? '.html' : extname(path));
  });
}

/** Makes the browser request the trace before it has loaded the code that shows it. */
function askAhead(ctx: RouterContext): void {
  const [, traceId] = TRACE_PAGE.exec(ctx.path) ?? [];
  if (traceId !== undefined) ctx.set('link', `</api/traces/${traceId}>; rel=preload; as=fetch; crossorigin=anonymous`);
}

function send(ctx: RouterContext, file: PageFile, type: string): void {
  ctx.type = type;
  ctx.set('cache-control', file.isHashed ? FOR_EVER : ALWAYS_ASK);
  ctx.vary('accept-encoding');
  const gzipped = ctx.acceptsEncodings('gzip', 'identity') === 'gzip' ? file.gzipped : undefined;
  // For a cache, the same content in two encodings is different.
  ctx.etag = gzipped === undefined ? file.etag : `W/${file.etag}`;
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  if (gzipped !== undefined) ctx.set('content-encoding', 'gzip');
  ctx.body = gzipped ?? file.body;
}

function notBuilt(folder: string): HttpError {
  return new HttpError(
    503,
    `The page is not built: there is no ${folder}/index.html. Build it with: npm run build -w @cortex/console -- --outDir=${folder}`,
  );
}
