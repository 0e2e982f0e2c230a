import { nodeProgram } from '@cortex/local/stack';
import { freePort } from '@cortex/local/testing';
import { LimitedProcess } from './limited-process.ts';

const LOWEST_LOG_LEVEL = 'error';

export interface LimitedServiceOptions {
  /** The folder of the service under services/. */
  folder: string;
  /** The memory limit of its container. */
  mebibytes: number;
  /** Modules to load before the program. */
  imports?: string[];
  env?: NodeJS.ProcessEnv;
}

/** Starts a service on a free port. Resolves when it answers. */
export async function startLimitedService(options: LimitedServiceOptions): Promise<LimitedProcess> {
  const { folder, mebibytes, imports = [], env = {} } = options;
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  return LimitedProcess.start({
    name: folder,
    mebibytes,
    url,
    readinessUrl: `${url}/health`,
    run: (home) => {
      const own = { CORTEX_HOME: home, PORT: port, LOG_LEVEL: LOWEST_LOG_LEVEL };
      return nodeProgram({ folder, imports, env: { ...process.env, ...own, ...env } });
    },
  });
}
