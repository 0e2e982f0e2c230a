import { BackendError } from '../backendError.ts';
import { errorCode } from './errorCode.ts';
import { type CommandResult, runCommand } from './runCommand.ts';

const minimum = { major: 1, minor: 26 };

export const otherWay = 'Or run everything in containers, without Go: docker compose -f docker-compose.otel.yml up';

const install = `Install Go ${minimum.major}.${minimum.minor} or newer from https://go.dev/dl/ and have it on the PATH.`;

interface CheckGoOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

/** Rejects with a remedy unless the Go on the path can build the backends. */
export async function checkGo(options: CheckGoOptions): Promise<void> {
  const found = await goVersion(options);
  const [major = 0, minor = 0] = found
    .replace(/^go/, '')
    .split('.')
    .map((part) => Number.parseInt(part, 10));
  if (major > minimum.major || (major === minimum.major && minor >= minimum.minor)) return;
  throw new BackendError(
    `Go is too old to build the backends: found ${found || 'an unknown version'}.\n${install}\n${otherWay}`,
  );
}

async function goVersion(options: CheckGoOptions): Promise<string> {
  const { code, stdout, stderr } = await runGoEnv(options);
  if (code !== 0) throw new BackendError(`Go does not run: ${stderr.join('\n')}\n${install}\n${otherWay}`);
  return stdout[0] ?? '';
}

async function runGoEnv(options: CheckGoOptions): Promise<CommandResult> {
  try {
    return await runCommand({ command: 'go', args: ['env', 'GOVERSION'], ...options });
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    throw new BackendError(`Go was not found; the backends are built with it.\n${install}\n${otherWay}`);
  }
}
