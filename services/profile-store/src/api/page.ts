import { validate } from '@cortex/runtime';
import type { Router } from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { flameGraphPage } from '../page/flame-graph-page.ts';
import { type PageProfile, readPageProfile } from '../page/page-profile.ts';
import type { ProfileReader } from '../query/profile-reader.ts';
import { profileQuery, readProfileQuery } from './profile-query.ts';

const hexId = (digits: number) =>
  z
    .string()
    .toLowerCase()
    .regex(new RegExp(`^[0-9a-f]{${digits}}$`), `expected ${digits} hex digits`)
    .optional();

const PageQuery = z.object({
  ...profileQuery,
  trace: hexId(32),
  span: hexId(16),
  sum: z.stringbool().default(false),
  title: z.string().max(200).default('Flame graph'),
});

/** Pages are self-contained: they load and run nothing from elsewhere. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' data:; img-src data:; connect-src 'self'";

/** `/` redirects to the console's page of profiles; `/flamegraph.html` is a flame graph in one file, to save; `/flamegraph.json` is its data. */
export function pageRoutes(router: Router, reader: ProfileReader, profilesPage: string): void {
  router.get('/', (ctx) => {
    ctx.redirect(profilesPage);
  });
  router.get('/flamegraph.html', (ctx) => {
    answerPage(ctx, flameGraphPage(validate(PageQuery, { ...ctx.query }).title, askedProfile(reader, ctx)));
  });
  router.get('/flamegraph.json', (ctx) => {
    ctx.body = askedProfile(reader, ctx);
  });
}

function answerPage(ctx: Context, html: string): void {
  ctx.set('Content-Security-Policy', POLICY);
  ctx.type = 'html';
  ctx.body = html;
}

function askedProfile(reader: ProfileReader, ctx: Context): PageProfile {
  const { trace, span, sum: isSum, ...query } = validate(PageQuery, { ...ctx.query });
  const spans = {
    ...(trace !== undefined && { traceIds: [trace] }),
    ...(span !== undefined && { spanIds: [span] }),
  };
  return readPageProfile(reader, { ...readProfileQuery(query), spans, isSum });
}
