import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { koaTelemetry } from '@cortex/signals/koa';
import { metricsHandler } from '@cortex/telemetry';
import Router from '@koa/router';
import Koa from 'koa';
import { pino } from 'pino';

const log = pino();
const router = new Router();

router.get(
  '/items/:id',
  async (_ctx, next) => {
    await next();
  },
  async (ctx) => {
    log.warn({ item: ctx.params.id }, 'item asked for');
    await (await fetch(`http://${ctx.host}/plain?q=leak`)).text();
    await text(await answerTo(`http://${ctx.host}/plain?q=leak`));
    ctx.body = { id: ctx.params.id };
  },
);
router.get('/plain', (ctx) => {
  ctx.body = 'plain';
});
router.get('/late', async (ctx) => {
  console.log('waiting');
  await once(ctx.res, 'close');
  ctx.body = 'nobody reads this';
});
router.get('/fail', () => {
  throw new Error('broken');
});
router.get('/stream', (ctx) => {
  ctx.type = 'text/event-stream';
  ctx.body = new PassThrough().on('error', () => undefined);
  ctx.flushHeaders();
});
router.get('/health/live', (ctx) => {
  ctx.body = {};
});
router.get('/metrics', (ctx) => {
  ctx.respond = false;
  metricsHandler()(ctx.req, ctx.res);
});

async function answerTo(url: string): Promise<IncomingMessage> {
  const [answer] = (await once(get(url), 'response')) as [IncomingMessage];
  return answer;
}

const app = new Koa();

app
  .use(koaTelemetry())
  .use(async (_ctx, next) => next())
  .use(router.routes())
  .use(router.allowedMethods());

const server = createServer(app.callback()).listen(0, '127.0.0.1', () => {
  console.log(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
