import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type DisposableTempDir, mkdtempDisposable, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { repository } from '@cortex/local/settings';

/** Answers every request like a login at core-api. */
const coreApi = createServer((request, response) => {
  coreApi.emit(`asked ${request.url}`);
  request.resume().once('end', () => response.end(JSON.stringify({ access_token: 'token' })));
});
let folder: DisposableTempDir;

beforeAll(async () => {
  folder = await mkdtempDisposable(join(tmpdir(), 'interruption-'));
  await once(coreApi.listen(0, '127.0.0.1'), 'listening');
});

afterAll(async () => {
  coreApi.close();
  await folder.remove();
});

test('an interrupted run exits with its own status, and leaves neither k6 nor its files behind', async () => {
  const { port } = coreApi.address() as { port: number };
  const script = ['--conditions=cortex-source', join(import.meta.dirname, 'run.ts')];
  const run = spawn(process.execPath, [...script, 'spike', '--against', `http://127.0.0.1:${port}`], {
    cwd: repository,
    env: { ...process.env, CORTEX_HOME: folder.path, TMPDIR: folder.path, CORTEX_INTERNAL_SECRET: 'secret' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [status]] = await Promise.all([
    text(run.stdout),
    text(run.stderr),
    once(run, 'exit'),
    once(coreApi, 'asked /input').then(() => run.kill('SIGINT')),
  ]);
  expect(stderr).not.toContain('Error');
  expect(stdout).toContain('interrupted: nothing was judged');
  expect(status).toBe(130);
  expect(await readdir(folder.path)).toEqual([]);
  expect(await promisify(coreApi.getConnections.bind(coreApi))()).toBe(0);
});
