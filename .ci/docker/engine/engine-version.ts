import { execFile } from 'node:child_process';

/** The version of the engine that listens at a host; undefined where none answers this user. */
export function engineVersion(host: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((resolve) => {
    const args = ['--host', host, 'version', '--format', '{{.Server.Version}}'];
    execFile('docker', args, { env }, (error, stdout) => resolve(error === null ? stdout.trim() : undefined));
  });
}
