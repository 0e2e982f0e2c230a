/** `npm run docker:stop`: ends the engine that `npm run docker:ensure` has started. */
import { exitWith, outliveConsole, readOptions, say } from '@cortex/local/console';
import { stopEngine } from './engine/stop-engine.ts';

const PATIENCE_MILLISECONDS = 60_000;

const HELP = `Usage: npm run docker:stop

Ends the Docker engine that \`npm run docker:ensure\` has started, and no other.`;

outliveConsole();
readOptions({ args: process.argv.slice(2), options: {}, help: HELP });
await exitWith(stopEngine({ env: process.env, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS), say }));
