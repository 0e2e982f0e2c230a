/** `npm run docker:ensure`: a Docker engine, installed and started where there is none. */
import { exitWith, outliveConsole, say } from '@cortex/local/console';
import { ensureEngine } from './engine/ensure-engine.ts';

const PATIENCE_MILLISECONDS = 300_000;

outliveConsole();
await exitWith(ensureEngine({ env: process.env, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS), say }));
