import { runProcess } from '@cortex/runtime';
import { startConsole } from './app.ts';

await runProcess(() => startConsole(() => process.env));
