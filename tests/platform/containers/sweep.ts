import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isAbandoned } from './project-name.ts';

const run = promisify(execFile);
const PROJECT = 'com.docker.compose.project';

/** The parts of a project, in the order in which they can be removed. */
const KINDS = [
  { list: ['ps', '--all'], id: '{{.ID}}', remove: ['rm', '--force', '--volumes'] },
  { list: ['network', 'ls'], id: '{{.ID}}', remove: ['network', 'rm'] },
  { list: ['volume', 'ls'], id: '{{.Name}}', remove: ['volume', 'rm'] },
];

/**
 * Removes the containers, networks and volumes that killed test runs left behind. It replaces Testcontainers' reaper
 * when that image is not available.
 */
export async function removeAbandoned(say: (line: string) => void): Promise<void> {
  for (const { list, id, remove } of KINDS) {
    const format = `{{.Label "${PROJECT}"}}\t${id}`;
    const lines = await docker(...list, '--filter', `label=${PROJECT}`, '--format', format);
    const left = lines.map((line) => line.split('\t')).filter(([project = '']) => isAbandoned(project));
    if (left.length === 0) continue;
    say(`Removing what a killed run has left: docker ${remove[0]}, ${left.length}`);
    // Another run may be removing the same ones.
    await docker(...remove, ...left.map(([, name = '']) => name)).catch((error: Error) => say(error.message));
  }
}

async function docker(...args: string[]): Promise<string[]> {
  const { stdout } = await run('docker', args);
  return stdout.split('\n').filter((line) => line !== '');
}
