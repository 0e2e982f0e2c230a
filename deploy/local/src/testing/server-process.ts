import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessDefinition, Tier } from '../supervisor/process-definition.ts';
import { freePort } from './free-ports.ts';

export interface ServerProcessOptions {
  home: string;
  name: string;
  tier?: Tier;
  isOptional?: true;
  readyAfter?: string[];
  /** JavaScript to run before the server listens. */
  before?: string;
  /** JavaScript to run at SIGTERM. */
  onStop?: string;
}

/** A process that notes in the file `events` when it starts, is asked whether it is ready, and stops. POST /die ends it with exit code 7. */
export async function serverProcess(options: ServerProcessOptions): Promise<ProcessDefinition> {
  const {
    home,
    name,
    tier = 'service',
    isOptional,
    readyAfter = [],
    before = '',
    onStop = 'process.exit(0)',
  } = options;
  const port = await freePort();
  const script = `
    const note = (what) => require('node:fs').appendFileSync(${JSON.stringify(eventsFile(home))}, what + ' ${name}\\n');
    process.on('SIGTERM', () => { note('stop'); ${onStop} });
    note('start');
    ${before}
    require('node:http').createServer((request, response) => {
      if (request.url === '/die') process.exit(7);
      note('ready');
      response.end();
    }).listen(${port}, '127.0.0.1');`;
  return {
    name,
    tier,
    ...(isOptional && { isOptional }),
    readyAfter,
    command: process.execPath,
    args: ['-e', script],
    cwd: home,
    env: process.env,
    readinessUrl: `http://127.0.0.1:${port}/`,
    logFile: join(home, 'logs', `${name}.log`),
  };
}

/** The same patience for every tier. */
export function patience(milliseconds: number): Record<Tier, number> {
  return { service: milliseconds, collector: milliseconds, backend: milliseconds };
}

/** Makes the process end by itself, as if it had crashed. */
export async function crash({ readinessUrl }: ProcessDefinition): Promise<void> {
  await fetch(`${readinessUrl}die`).catch(() => {});
}

/** The events of all processes in order. Repeated questions whether a process is ready count once. */
export function eventsOf(home: string): string[] {
  return readFileSync(eventsFile(home), 'utf8').trim().split('\n');
}

function eventsFile(home: string): string {
  return join(home, 'events');
}
