import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { newProjectName } from '../platform/containers/project-name.ts';
import { removeAbandoned } from '../platform/containers/sweep.ts';
import { containersToRun } from './setup/containers.ts';

const run = promisify(execFile);
const own = newProjectName();
/** The name of a project whose process ended before this boot. */
const abandoned = own.replace(/test-[0-9a-f]{8}/, 'test-00000000');

// A message before the suites and the summary explain why there are none.
(containersToRun() === undefined ? test.skip : test)(
  'what a killed run left behind is removed, and nothing else',
  async () => {
    try {
      for (const project of [own, abandoned])
        for (const kind of ['network', 'volume'])
          await run('docker', [kind, 'create', '--label', `com.docker.compose.project=${project}`, project]);
      await removeAbandoned(() => {});
      for (const kind of ['network', 'volume']) {
        const { stdout } = await run('docker', [kind, 'ls', '--format', '{{.Name}}']);
        expect(stdout.split('\n')).toContain(own);
        expect(stdout.split('\n')).not.toContain(abandoned);
      }
    } finally {
      for (const kind of ['network', 'volume']) await run('docker', [kind, 'rm', own]).catch(() => {});
    }
  },
);
