import { type DisposableTempDir, mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFakeEngine } from '../testing/fake-engine.ts';
import { engineVersion } from './engine-version.ts';
import { ensureEngine } from './ensure-engine.ts';
import { enginePlace } from './place.ts';
import { startedEngine } from './started-engine.ts';
import { stopEngine } from './stop-engine.ts';

const signal = AbortSignal.timeout(20_000);
const lines: string[] = [];
const say = (line: string) => lines.push(line);

let folder: DisposableTempDir;

beforeEach(() => {
  folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-docker-'));
  lines.length = 0;
});

afterEach(() => folder[Symbol.dispose]());

test('an engine is started where none answers, and stopped again', async () => {
  const { env } = writeFakeEngine(folder.path);
  const { host, notes } = enginePlace(env);
  await ensureEngine({ env, signal, say });
  expect(await engineVersion(host, env)).toBe('20.10.24');
  await stopEngine({ env, signal, say });
  expect(startedEngine(notes)).toBeUndefined();
  expect(await engineVersion(host, env)).toBeUndefined();
  expect(lines).toEqual([
    expect.stringContaining('20.10.24 started'),
    expect.stringContaining('Stopped the Docker engine'),
  ]);
});

test('of two that ask at once, one starts it', async () => {
  const { env } = writeFakeEngine(folder.path);
  await Promise.all([ensureEngine({ env, signal, say }), ensureEngine({ env, signal, say })]);
  await stopEngine({ env, signal, say });
  expect(lines.filter((line) => line.includes('started at'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('answers at'))).toHaveLength(1);
});

test('an engine of somebody else is left alone', async () => {
  const { env } = writeFakeEngine(folder.path);
  await stopEngine({ env, signal, say });
  expect(lines).toEqual([expect.stringContaining('nothing to stop')]);
});

test('an engine that cannot start says why', async () => {
  const { env } = writeFakeEngine(folder.path, 'echo failed to mount overlay: operation not permitted >&2; exit 1');
  await expect(ensureEngine({ env, signal, say })).rejects.toThrow(/it ended with 1.*operation not permitted/s);
});

test('DOCKER_HOST that is no socket of this machine is refused', async () => {
  const env = { DOCKER_HOST: 'tcp://10.0.0.1:2375' };
  await expect(ensureEngine({ env, signal, say })).rejects.toThrow('expected unix:///<path> or nothing');
});
