/** `npm run trace`: draws a trace in the terminal, or lists those that a search finds. */
import { exitWith } from '../console/exit-with.ts';
import { outliveConsole, say } from '../console/say.ts';
import { readOptions, USAGE } from './options.ts';

async function main(): Promise<void> {
  const options = readOptions();
  if (options === undefined) return say(USAGE);
  // Loaded only here, because loading the clients of the backends takes longer than printing the usage.
  const { answer } = await import('./answer.ts');
  await answer(options);
}

outliveConsole();
await exitWith(main());
