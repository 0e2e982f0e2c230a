import { createLogger, inWorkers, runProcess } from '@cortex/runtime';
import { NAME, startCoreApi } from './app.ts';
import { readCoreApiConfig } from './config.ts';

await runProcess(() => {
  const config = readCoreApiConfig(process.env);
  return inWorkers({
    count: config.workers,
    logger: createLogger(NAME, config.logLevel),
    start: (channel) => startCoreApi(config, channel),
    lead: async (workers) => {
      const { leadWorkers } = await import('./lead-workers.ts');
      leadWorkers(workers, config);
    },
  });
});
