import { createLogger } from '../log/create-logger.ts';
import { inWorkers } from '../process/in-workers.ts';
import { runProcess } from '../process/run-process.ts';
import { startService } from '../process/start-service.ts';

/** A process for tests: serves GET /process, which answers its process id, with as many workers as the first argument says. The third says how many milliseconds after its start each exits. */
const [count = 1, port = 0, exitMilliseconds] = process.argv.slice(2).map(Number);
const logger = createLogger('worker-service', 'info');

await runProcess(() =>
  inWorkers({
    count,
    logger,
    start: async () => {
      const service = await startService({
        name: 'worker-service',
        config: { host: '127.0.0.1', port, bodyLimitBytes: 1_000, stopTimeoutMilliseconds: 5_000 },
        logger,
        checks: [],
        routes: (router) => {
          router.get('/process', (ctx) => {
            ctx.set('Connection', 'close');
            ctx.body = process.pid;
          });
        },
        onStop: () => console.log('closed'),
      });
      if (exitMilliseconds !== undefined) setTimeout(() => process.exit(7), exitMilliseconds);
      return service;
    },
  }),
);
