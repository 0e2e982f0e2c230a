/** A server that ends only on a signal. Two at a time cannot listen. */
import { createServer } from 'node:http';

createServer((_request, response) => response.end()).listen(Number(process.env.PORT), '127.0.0.1', () => {
  console.log(`listening ${process.pid}`);
});
