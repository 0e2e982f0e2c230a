import { BackendError } from '../backend-error.ts';
import { errorCode } from './error-code.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const minimum = { major: 1, minor: 26 };

export const otherWay = 'Or run everything in containers, without Go: docker compose -f docker-compose.otel.yml up';

const install = `Install Go ${minimum.major}.${minimum.minor} or newer from https://go.dev/dl/ and put it on the PATH.`;

export interface GoToolchain {
  /** Directory of compiled packages. */
  buildCache: string;
  /** Directory of downloaded modules. */
  moduleCache: string;
}

interface FindGoOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

/** Finds the Go on the PATH. Rejects with a remedy unless it can build the backends. */
export async function findGo(options: FindGoOptions): Promise<GoToolchain> {
  const { code, stdout, stderr } = await runGoEnv(options);
  if (code !== 0) throw new BackendError(`Go does not run: ${stderr.join('\n')}\n${install}\n${otherWay}`);
  const [version = '', buildCache = '', moduleCache = ''] = stdout;
  if (isNewEnough(version)) return { buildCache, moduleCache };
  const found = version || 'an unknown version';
  throw new BackendError(`Go is too old to build the backends: found ${found}.\n${install}\n${otherWay}`);
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version
    .replace(/^go/, '')
    .split('.')
    .map((part) => Number.parseInt(part, 10));
  return major > minimum.major || (major === minimum.major && minor >= minimum.minor);
}

async function runGoEnv(options: FindGoOptions): Promise<CommandResult> {
  try {
    return await runCommand({ command: 'go', args: ['env', 'GOVERSION', 'GOCACHE', 'GOMODCACHE'], ...options });
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    throw new BackendError(`Go was not found, but is needed to build the backends.\n${install}\n${otherWay}`);
  }
}
