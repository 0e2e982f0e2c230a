import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBackends, ensureCheckTool } from '@cortex/local/backends';
import { repository } from '@cortex/local/settings';
import { containerOf, expand, type Workload } from '../manifests.ts';

/** The path of this repository in a pod, as in the images of the services. */
export const APP = '/app';
/** The path of the executable in a pod whose image has nothing else. */
export const PROGRAM = '/program';

/** What a container's image and arguments say to run. */
export interface Program {
  workingDirectory: string;
  /** The variables of `ENV` in the Dockerfile. */
  environment: Record<string, string>;
  command: string[];
  /** The file on this machine that is mounted at {@link PROGRAM}. */
  executable?: string;
}

/** The executables of images that have little else. */
const EXECUTABLES: Record<string, () => Promise<string>> = {
  alertmanager: async () => (await ensureBackends()).alertmanager,
  collector: async () => (await ensureBackends()).collector,
  jaeger: async () => (await ensureBackends()).jaeger,
  nats: () => ensureCheckTool('nats-server'),
  prometheus: async () => (await ensureBackends()).prometheus,
  'victoria-logs': async () => (await ensureBackends()).victoriaLogs,
};

/** The program of a container, from its image's Dockerfile and its own arguments. */
export async function programOf(workload: Workload, environment: Record<string, string>): Promise<Program> {
  const { image, args = [], workingDir = '/' } = containerOf(workload);
  const name = image.split(':')[0]?.split('/').at(-1) ?? '';
  const executable = await EXECUTABLES[name]?.();
  if (executable === undefined) return serviceOf(workload, name);
  const command = [PROGRAM, ...args.map((arg) => expand(arg, environment))];
  return { workingDirectory: workingDir, environment: {}, command, executable };
}

function serviceOf(workload: Workload, name: string): Program {
  const dockerfile = readFileSync(join(repository, 'services/Dockerfile'), 'utf8');
  const commands = [...dockerfile.matchAll(/^CMD (\[.*\])$/gm)].map(([, json = '']) => JSON.parse(json) as string[]);
  const [ofServices = [], ofConsole = []] = commands;
  const variables =
    dockerfile
      .match(/^ENV HOST=.*$/m)?.[0]
      .split(' ')
      .slice(1) ?? [];
  const [port] = containerOf(workload).ports;
  return {
    workingDirectory: `${APP}/services/${name}`,
    environment: {
      PATH: `${APP}/node_modules/.bin`,
      ...Object.fromEntries(variables.map((one) => one.split(/=(.*)/).slice(0, 2))),
      PORT: String(port?.containerPort),
    },
    command: name === 'console' ? ofConsole : ofServices,
  };
}
