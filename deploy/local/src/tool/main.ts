/** `npm run tool`: calls a tool of a running service, as another service does. */
import { exitWith } from '../console/exit-with.ts';
import { outliveConsole, say } from '../console/say.ts';
import { internalSecret } from '../fault/internal-secret.ts';
import { readSettings } from '../settings.ts';
import { urlInRunningStack } from '../state/running-stack.ts';
import { callTool, lookAt } from './call-tool.ts';
import { PARTS, readOptions, USAGE } from './options.ts';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) return say(USAGE);
  const { home } = readSettings(process.env);
  const url = urlInRunningStack(PARTS[options.service], { home, env: process.env });
  const { answer, traceId } = await callTool({ ...options, url, secret: internalSecret(home, process.env) });
  say(JSON.stringify(answer, undefined, 2));
  // Standard output has the JSON only.
  if (traceId !== undefined) console.error(lookAt(traceId));
}

outliveConsole();
await exitWith(main());
