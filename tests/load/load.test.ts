import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { readLoadResults } from '@cortex/console/backends';
import { type LoadResult, loadResult } from '@cortex/console/model';
import { loadFolder, repository } from '@cortex/local/settings';
import { eventually, readJaegerTrace } from '@cortex/trace-testing';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';
import { measureStreams } from './streams/measure-streams.ts';

const USER = { username: 'user@example.com', password: 'password123' };
const STREAMS = 20;
const TIMEOUT_MILLISECONDS = 100_000;

let platform: StartedProcesses;

beforeAll(async () => {
  platform = await new ProcessRunner().start();
});

afterAll(() => platform?.stop());

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

function load(...args: string[]): Promise<Ended> {
  const script = ['--conditions=cortex-source', join(import.meta.dirname, 'run.ts'), ...args];
  const options = { cwd: repository, env: { ...process.env, CORTEX_HOME: platform.home } };
  return new Promise((resolve) => {
    execFile(process.execPath, script, options, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

async function spanOf(traceId: string, wanted: string) {
  const trace = await readJaegerTrace(platform.urls.jaeger, traceId);
  return trace?.spans.find(({ name }) => name === wanted);
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1) ?? '';

describe('a spike', () => {
  let ended: Ended;
  let result: LoadResult;

  beforeAll(async () => {
    ended = await load('spike', '--duration', '3s', '--json');
    result = loadResult.parse(JSON.parse(lastLine(ended.stdout) || ended.stderr));
  }, TIMEOUT_MILLISECONDS);

  test('is answered without an error in each of its stages', () => {
    const errors = result.figures.filter(({ figure }) => figure === 'errors');
    expect(errors.map(({ row, got }) => [row, got])).toEqual([
      ['core-api /input, before', 0],
      ['core-api /input, crowd', 0],
      ['core-api /input, after', 0],
    ]);
  });

  test('ends with status 1 exactly when its table reports a shortfall', () => {
    expect(ended.code).toBe(/(falls short|worse)$/m.test(ended.stdout) ? 1 : 0);
  });

  test('names the slowest request of each stage, whose trace is in Jaeger', async () => {
    expect(result.slowest).toHaveLength(3);
    for (const { traceId } of result.slowest) {
      expect(traceId).toMatch(/^[0-9a-f]{32}$/);
      await eventually(() => spanOf(traceId, 'POST /input'), { what: `POST /input in trace ${traceId}` });
    }
  });

  test('is saved for comparison with the next run, and for the console', async () => {
    const { runs, spoilt } = await readLoadResults(loadFolder(platform));
    expect([runs.map(({ result }) => result), spoilt]).toEqual([[result], []]);
  });
});

test('every event arrives on every stream', async () => {
  const url = platform.urls.coreApi;
  const signal = AbortSignal.timeout(30_000);
  const measured = await measureStreams({ count: STREAMS, seconds: 2, url, credentials: USER, signal });
  expect(measured).toMatchObject({ kept: STREAMS, missing: 0 });
  expect(measured.milliseconds).toHaveLength(STREAMS * 10);
});

test.each([
  [2, ['constructor'], /Expected one of steady, spike, endurance, throughput, got "constructor"/],
  [2, ['steady', '--memory', 'http://127.0.0.1:9000'], /--memory: expected only with --against <URL>/],
  [2, ['sideways'], /Expected one of steady, spike, endurance, throughput, got "sideways"/],
  [2, ['spike', '--duration', 'soon'], /--duration: expected a time from 1s to 24h/],
  [2, ['spike', '--against', 'nowhere'], /--against: expected native or an http URL, got "nowhere"/],
  [1, ['spike', '--duration', '1s', '--against', 'http://127.0.0.1:1'], /CORTEX_INTERNAL_SECRET is not set/],
])('ends with %i and states what was expected: %j', async (exitCode, args, message) => {
  const { code, stderr } = await load(...args);
  expect(code).toBe(exitCode);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\.ts:\d/);
});
