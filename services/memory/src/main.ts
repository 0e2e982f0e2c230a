import { createLogger, inWorkers, runProcess } from '@cortex/runtime';
import { NAME, startMemory } from './app.ts';
import { readMemoryConfig } from './config.ts';

await runProcess(() => {
  const config = readMemoryConfig(process.env);
  const logger = createLogger(NAME, config.logLevel);
  return inWorkers({ count: config.workers, logger, start: (channel) => startMemory(config, channel) });
});
