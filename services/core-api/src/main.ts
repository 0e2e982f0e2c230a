import { runProcess } from '@cortex/runtime';
import { startCoreApi } from './app.ts';
import { readCoreApiConfig } from './config.ts';

await runProcess(() => startCoreApi(readCoreApiConfig(process.env)));
