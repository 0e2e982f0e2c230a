import { runCommand } from '@cortex/local/build';
import { UserError } from '@cortex/local/console';
import { repository } from '@cortex/local/settings';

export interface DockerOptions {
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  say: (line: string) => void;
}

const ERROR_LINES = 10;

/** Runs a docker command in the repository, and returns its output. Throws with the last lines of its messages if it fails. */
export async function docker(args: string[], { env, signal }: DockerOptions): Promise<string[]> {
  const { code, stdout, stderr } = await runCommand({ command: 'docker', args, cwd: repository, env, signal });
  if (code === 0) return stdout;
  const tail = [...stdout, ...stderr].slice(-ERROR_LINES).join('\n');
  throw new UserError(`docker ${args[0]} ended with ${code}:\n${tail}`);
}

/** Whether the engine already has an image, or can pull it from a registry. */
export async function hasImage(image: string, options: DockerOptions): Promise<boolean> {
  return succeeds(['image', 'inspect', image], options);
}

export async function canPull(image: string, options: DockerOptions): Promise<boolean> {
  return (await hasImage(image, options)) || succeeds(['pull', '--quiet', image], options);
}

export async function succeeds(args: string[], { env, signal }: DockerOptions): Promise<boolean> {
  return (await runCommand({ command: 'docker', args, cwd: repository, env, signal })).code === 0;
}
