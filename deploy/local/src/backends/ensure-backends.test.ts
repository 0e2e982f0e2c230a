import { mkdtempDisposableSync } from 'node:fs';
import { access, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBackends } from './ensure-backends.ts';
import { type FakeGoOptions, writeFakeGo } from './testing/fake-go.ts';
import type { BuildEvent, EnsureBackendsOptions } from './types.ts';

async function setUp(go: Omit<FakeGoOptions, 'directory'> = {}) {
  const directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const { env, calls } = await writeFakeGo({ directory: directory.path, ...go });
  const cacheDirectory = join(directory.path, 'cache');
  return {
    calls,
    cacheDirectory,
    ensure: (options: EnsureBackendsOptions = {}) => ensureBackends({ cacheDirectory, env, ...options }),
    unfinished: async () => (await readdir(cacheDirectory)).filter((name) => name.startsWith('.building')),
    [Symbol.dispose]: () => directory[Symbol.dispose](),
  };
}

describe('ensureBackends', () => {
  test('builds every backend and leaves nothing unfinished', async () => {
    using setup = await setUp();
    const binaries = await setup.ensure();
    for (const path of Object.values(binaries)) await expect(access(path)).resolves.toBeUndefined();
    expect(await setup.unfinished()).toEqual([]);
  });

  test('does not build anything a second time', async () => {
    using setup = await setUp();
    const first = await setup.ensure();
    const calls = await setup.calls();
    const events: BuildEvent[] = [];
    expect(await setup.ensure({ onProgress: (event) => events.push(event) })).toEqual(first);
    expect(await setup.calls()).toEqual(calls);
    expect(new Set(events.map(({ phase }) => phase))).toEqual(new Set(['cached']));
  });

  test('builds each tool once when two start at the same time', async () => {
    using setup = await setUp();
    const [one, two] = await Promise.all([setup.ensure(), setup.ensure()]);
    expect(one).toEqual(two);
    const builds = (await setup.calls()).filter((call) => call.startsWith('build'));
    expect(builds).toHaveLength(7);
  });

  test('reports the progress of each tool', async () => {
    using setup = await setUp({ list: 'echo one; echo; echo two' });
    const phases: Record<string, string[]> = {};
    await setup.ensure({
      onProgress: ({ tool, phase, total = '' }) => {
        const said = `${phase} ${total}`.trim();
        const before = phases[tool] ?? [];
        // How often steps are reported depends on how long they take.
        if (before.at(-1) !== said) phases[tool] = [...before, said];
      },
    });
    expect(phases).toMatchObject({ jaeger: ['download', 'compile 2', 'done'] });
    expect(Object.keys(phases).sort()).toEqual([
      'alertmanager',
      'collector',
      'guard',
      'jaeger',
      'ocb',
      'prometheus',
      'victorialogs',
    ]);
  });

  test('retries a download that failed because of the network', async () => {
    using setup = await setUp({
      list: 'if [ ! -e "$GOTMPDIR/../tried" ]; then touch "$GOTMPDIR/../tried"; echo "dial tcp: i/o timeout" >&2; exit 1; fi',
    });
    await expect(setup.ensure()).resolves.toHaveProperty('jaeger');
  });

  test("fails with Go's message and the path of the log, and leaves nothing unfinished", async () => {
    using setup = await setUp({ build: 'echo "main.go:1: syntax error" >&2; exit 1' });
    // The tool that fails first ends the others, and the error names its log.
    const failure: Error = await setup.ensure().then(
      () => new Error('the build did not fail'),
      (error) => error,
    );
    expect(failure.message).toMatch(/main\.go:1: syntax error/);
    const [, logFile = ''] = /^Log: (.+)$/m.exec(failure.message) ?? [];
    await expect(readFile(logFile, 'utf8')).resolves.toContain('syntax error');
    expect(await setup.unfinished()).toEqual([]);
    expect((await readdir(setup.cacheDirectory)).filter((name) => name.includes('-v'))).toEqual([]);
  });

  test('stops when aborted, and leaves nothing unfinished', async () => {
    using setup = await setUp({ build: 'sleep 60' });
    const controller = new AbortController();
    const onProgress = ({ phase }: BuildEvent) => phase === 'compile' && controller.abort(new Error('Ctrl-C'));
    await expect(setup.ensure({ signal: controller.signal, onProgress })).rejects.toThrow('Ctrl-C');
    expect(await setup.unfinished()).toEqual([]);
  });
});
