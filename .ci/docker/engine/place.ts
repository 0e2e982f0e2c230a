import { dirname, join } from 'node:path';
import { defaultCacheDirectory } from '@cortex/local/build';
import { UserError } from '@cortex/local/console';

/** The socket and the data of a Docker engine. */
export interface EnginePlace {
  /** Its address, as in DOCKER_HOST. */
  host: string;
  /** Additional arguments of dockerd; none at the usual place. */
  args: string[];
  /** The folder of its log and of the file that identifies the process that was started here. */
  notes: string;
}

const USUAL_HOST = 'unix:///var/run/docker.sock';

/** The usual place, or the socket that DOCKER_HOST names, with everything else in a directory beside it. */
export function enginePlace(env: NodeJS.ProcessEnv): EnginePlace {
  const host = env.DOCKER_HOST || USUAL_HOST;
  if (host === USUAL_HOST) return { host, args: [], notes: join(defaultCacheDirectory(env), 'docker') };
  const socket = /^unix:\/\/(\/.+)$/.exec(host)?.[1];
  if (socket === undefined) throw new UserError(`DOCKER_HOST: expected unix:///<path> or nothing, got "${host}"`);
  const notes = `${dirname(socket)}/docker-engine`;
  const [data, exec, pidFile] = ['data', 'exec', 'docker.pid'].map((name) => join(notes, name));
  return {
    host,
    notes,
    args: [`--host=${host}`, `--data-root=${data}`, `--exec-root=${exec}`, `--pidfile=${pidFile}`],
  };
}
