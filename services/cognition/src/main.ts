import { runProcess } from '@cortex/runtime';
import { startCognition } from './app.ts';
import { readCognitionConfig } from './config.ts';

await runProcess(() => startCognition(readCognitionConfig(process.env)));
