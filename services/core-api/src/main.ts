import { createLogger, inWorkers, runProcess } from '@cortex/runtime';
import { leadWorkers, NAME, startCoreApi } from './app.ts';
import { readCoreApiConfig } from './config.ts';

await runProcess(() => {
  const config = readCoreApiConfig(process.env);
  return inWorkers({
    count: config.workers,
    logger: createLogger(NAME, config.logLevel),
    start: (channel) => startCoreApi(config, channel),
    lead: (workers) => leadWorkers(workers, config),
  });
});
