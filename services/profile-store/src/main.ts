import { runProcess } from '@cortex/runtime';
import { startProfileStore } from './app.ts';
import { readProfileStoreConfig } from './config.ts';

await runProcess(() => startProfileStore(readProfileStoreConfig(process.env)));
