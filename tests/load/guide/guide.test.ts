import { execFile } from 'node:child_process';
import { type DisposableTempDir, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureCheckTool } from '@cortex/local/backends';
import { CoreApiClient } from '@cortex/local/demo';
import { ProcessRunner, type StartedProcesses } from '../../platform/process-runner.ts';
import { pythonEnvironment } from '../../platform/python-environment.ts';
import { ensureWrk } from './ensure-wrk.ts';

const run = promisify(execFile);
const USER = { username: 'user@example.com', password: 'password123' };
const PLACEHOLDER = 'YOUR_JWT_TOKEN';

const [locust, wrk] = await Promise.all([
  pythonEnvironment({ name: 'locust', requirements: join(import.meta.dirname, 'requirements.txt') }),
  ensureWrk(),
]);
if ('missing' in locust) console.warn(`The guide's locustfile is not run: ${locust.missing}.`);
if ('missing' in wrk) console.warn(`The guide's wrk script is not run: ${wrk.missing}.`);

let platform: StartedProcesses;
let token: string;
let folder: DisposableTempDir;

beforeAll(async () => {
  folder = await mkdtempDisposable(join(tmpdir(), 'cortex-guide-'));
  platform = await new ProcessRunner().start();
  const client = new CoreApiClient(platform.urls.coreApi, AbortSignal.timeout(60_000));
  ({ token } = await client.login(USER));
});

afterAll(async () => {
  await platform?.stop();
  await folder.remove();
});

('python' in locust ? test : test.skip)("the guide's locustfile runs without a failed request", async () => {
  const python = 'python' in locust ? locust.python : '';
  const file = join(import.meta.dirname, 'locustfile.py');
  const host = `--host=${platform.urls.coreApi}`;
  const limits = ['--headless', '-u', '4', '-r', '4', '-t', '8s', '--json', '--only-summary'];
  const { stdout } = await run(python, ['-m', 'locust', '-f', file, host, ...limits], { cwd: folder.path });
  const entries = JSON.parse(stdout) as { name: string; num_requests: number; num_failures: number }[];
  const inputs = entries.find(({ name }) => name === '/input');
  expect(inputs?.num_requests).toBeGreaterThan(0);
  expect(entries.filter(({ num_failures }) => num_failures > 0)).toEqual([]);
});

('wrk' in wrk ? test : test.skip)("the guide's wrk script runs without a failed request", async () => {
  const script = await readFile(join(import.meta.dirname, 'post.lua'), 'utf8');
  const withToken = join(folder.path, 'post.lua');
  await writeFile(withToken, script.replace(PLACEHOLDER, token));
  const command = 'wrk' in wrk ? wrk.wrk : '';
  const { stdout } = await run(command, ['-t2', '-c10', '-d2s', '-s', withToken, `${platform.urls.coreApi}/input`]);
  expect(stdout).toMatch(/[1-9]\d* requests in/);
  expect(stdout).not.toMatch(/Non-2xx or 3xx|Socket errors/);
});

test("the guide's hey commands run without a failed request", async () => {
  const hey = await ensureCheckTool('hey');
  const headers = ['-H', `Authorization: Bearer ${token}`, '-H', 'Content-Type: application/json'];
  const input = ['-m', 'POST', ...headers, '-d', '{"content":"test"}', `${platform.urls.coreApi}/input`];
  const inputs = await run(hey, ['-n', '200', '-c', '20', ...input]);
  expect(inputs.stdout).toMatch(/\[202\]\s+200 responses/);
  const health = await run(hey, ['-n', '200', '-c', '20', `${platform.urls.coreApi}/health`]);
  expect(health.stdout).toMatch(/\[200\]\s+200 responses/);
});
