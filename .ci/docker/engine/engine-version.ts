import { execFile } from 'node:child_process';

/** The version of the engine at a host; undefined if none answers this user. */
export function engineVersion(host: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((resolve) => {
    const args = ['--host', host, 'version', '--format', '{{.Server.Version}}'];
    execFile('docker', args, { env }, (error, stdout) => resolve(error === null ? stdout.trim() : undefined));
  });
}
