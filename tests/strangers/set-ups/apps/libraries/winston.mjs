import express from 'express';
import winston from 'winston';

const log = winston.createLogger({ transports: [new winston.transports.Console()] });
const app = express();
app.get('/items/:id', (_request, response) => {
  log.info('asked for');
  response.end();
});
const server = app.listen(0, '127.0.0.1', async () => {
  await (await fetch(`http://127.0.0.1:${server.address().port}/items/7`)).text();
  server.close();
});
