const { createServer } = require('node:http');
const { metricsHandler } = require('@cortex/telemetry');
const Koa = require('koa');

const app = new Koa();
app.use((ctx) => {
  if (ctx.path !== '/metrics') ctx.body = 'hello';
  else {
    ctx.respond = false;
    metricsHandler()(ctx.req, ctx.res);
  }
});
const server = createServer(app.callback()).listen(0, '127.0.0.1', () => {
  console.log(`listening http://127.0.0.1:${server.address().port}`);
});
