import { createLogger, runProcess } from '@cortex/runtime';
import { startCoreApi } from './app.ts';
import { readCoreApiConfig } from './config.ts';

await runProcess(async () => {
  const config = readCoreApiConfig(process.env);
  return startCoreApi(config, createLogger('core-api', config.logLevel));
});
