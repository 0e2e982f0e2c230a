import { createLogger, inWorkers, runProcess } from '@cortex/runtime';
import { NAME, startCognition } from './app.ts';
import { readCognitionConfig } from './config.ts';

await runProcess(() => {
  const config = readCognitionConfig(process.env);
  const logger = createLogger(NAME, config.logLevel);
  return inWorkers({ count: config.workers, logger, start: (channel) => startCognition(config, channel) });
});
