import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Router } from '@koa/router';
import sirv from 'sirv';

export const PAGE_FOLDER = join(import.meta.dirname, '../../dist/page');

/** Nothing that the page shows or runs comes from elsewhere, and nobody frames it. Text of telemetry never becomes markup or script. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const NOT_BUILT = 'The page is not built. Build it with: npm run build -w @cortex/console';

/** The page's files; every address that is no file leads to the page, which knows its own. */
export function pageFiles(router: Router): void {
  if (!existsSync(join(PAGE_FOLDER, 'index.html'))) {
    router.get('/', (ctx) => {
      ctx.status = 503;
      ctx.body = NOT_BUILT;
    });
    return;
  }
  const serve = sirv(PAGE_FOLDER, { single: true, etag: true, setHeaders: (response) => setAll(response) });
  router.get(/^\/(?!(api|mcp|health|metrics)(\/|$))/, async (ctx, next) => {
    ctx.respond = false;
    serve(ctx.req, ctx.res, () => {
      ctx.respond = true;
      return next();
    });
  });
}

function setAll(response: { setHeader(name: string, value: string): unknown }): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
}
