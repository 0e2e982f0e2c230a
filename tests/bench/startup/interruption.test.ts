import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempDisposableSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identify } from '@cortex/local/machine';
import { repository } from '@cortex/local/settings';
import { writeFakeGo } from '@cortex/local/testing';
import { eventually } from '@cortex/trace-testing';

test('interrupting a cold start leaves no running build and no folder behind', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const pidFile = join(folder.path, 'pid');
  const build = `echo $$ > ${pidFile}; exec sleep 600`;
  const { env } = await writeFakeGo({ directory: folder.path, build });
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const bench = spawn(process.execPath, [join(repository, 'tests/bench/run.ts'), 'startup'], {
    cwd: repository,
    env: { ...inherited, ...env, TMPDIR: folder.path },
    stdio: 'ignore',
  });
  const ended = once(bench, 'exit');
  const pid = await eventually(
    async () => (existsSync(pidFile) && Number(readFileSync(pidFile, 'utf8'))) || undefined,
    { what: 'the build to begin', timeoutMilliseconds: 60_000 },
  );
  bench.kill('SIGTERM');
  expect(await ended).toEqual([130, null]);
  expect(identify(pid)).toBeUndefined();
  expect(readdirSync(folder.path).filter((name) => name.startsWith('cortex-cold'))).toEqual([]);
}, 120_000);
