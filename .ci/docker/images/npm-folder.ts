import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { UserError } from '@cortex/local/console';

/** The folder of this machine's npm, which consists of JavaScript only. */
export function npmFolder(env: NodeJS.ProcessEnv): string {
  const commands = (env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'));
  const scripts = commands.filter((command) => existsSync(command)).map((command) => realpathSync(command));
  const script = scripts.find((path) => path.endsWith('/npm/bin/npm-cli.js'));
  if (script !== undefined) return dirname(dirname(script));
  throw new UserError(
    `npm was looked for on the path, and found ${scripts.join(', ') || 'nowhere'}: install Node's npm.`,
  );
}
