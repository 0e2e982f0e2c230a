import { createLogger } from '../log/create-logger.ts';
import { runProcess } from '../process/run-process.ts';
import { startService } from '../process/start-service.ts';

/** A process for tests: GET /held prints `held`, and answers after the number of milliseconds in the first argument. */
const [milliseconds, port] = process.argv.slice(2).map(Number);

await runProcess(() =>
  startService({
    name: 'held-service',
    config: { host: '127.0.0.1', port: port ?? 0, bodyLimitBytes: 1_000, stopTimeoutMilliseconds: 60_000 },
    logger: createLogger('held-service', 'info'),
    checks: [],
    routes: (router) => {
      router.get('/held', async (ctx) => {
        console.log('held');
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        ctx.body = 'answered';
      });
    },
    onStop: () => console.log('closed'),
  }),
);
