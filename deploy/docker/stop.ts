/** `npm run docker:stop`: ends the engine that `npm run docker:ensure` has started. */
import { exitWith, outliveConsole, say } from '@cortex/local/console';
import { stopEngine } from './engine/stop-engine.ts';

const PATIENCE_MILLISECONDS = 60_000;

outliveConsole();
await exitWith(stopEngine({ env: process.env, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS), say }));
