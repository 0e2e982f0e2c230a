/** `npm run docker:ensure`: makes sure that a Docker engine runs; installs and starts one if there is none. */
import { exitWith, outliveConsole, readOptions, say } from '@cortex/local/console';
import { ensureEngine } from './engine/ensure-engine.ts';

const PATIENCE_MILLISECONDS = 300_000;

const HELP = `Usage: npm run docker:ensure

Says where a Docker engine answers. Where none does, it installs Debian's (as root) and starts it; \`npm run docker:stop\` ends it.`;

outliveConsole();
readOptions({ args: process.argv.slice(2), options: {}, help: HELP });
await exitWith(ensureEngine({ env: process.env, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS), say }));
