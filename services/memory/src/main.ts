import { runProcess } from '@cortex/runtime';
import { startMemory } from './app.ts';
import { readMemoryConfig } from './config.ts';

await runProcess(() => startMemory(readMemoryConfig(process.env)));
