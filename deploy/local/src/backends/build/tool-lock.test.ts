import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeToolLock } from './tool-lock.ts';

const never = new AbortController().signal;

function take(cacheDirectory: string, onWait: () => void = () => {}): Promise<Disposable> {
  return takeToolLock({ cacheDirectory, tool: 'jaeger', signal: never, onWait });
}

describe('takeToolLock', () => {
  test('lets the second process in when the first is done, and reports the wait', async () => {
    using directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
    const first = await take(directory.path);
    const waits = Promise.withResolvers<void>();
    const second = take(directory.path, waits.resolve);
    await waits.promise;
    first[Symbol.dispose]();
    (await second)[Symbol.dispose]();
  });

  test('does not block different tools', async () => {
    using directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
    using _jaeger = await take(directory.path);
    using _ocb = await takeToolLock({
      cacheDirectory: directory.path,
      tool: 'ocb',
      signal: never,
      onWait: () => {
        throw new Error('waited');
      },
    });
  });

  test('is freed when its holder is killed', async () => {
    using directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
    const program = `
      import { takeToolLock } from ${JSON.stringify(join(import.meta.dirname, 'tool-lock.ts'))};
      await takeToolLock({ cacheDirectory: ${JSON.stringify(directory.path)}, tool: 'jaeger', signal: new AbortController().signal });
      console.log('taken');
      setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(holder.stdout, 'data');
      const waits = Promise.withResolvers<void>();
      const lock = take(directory.path, waits.resolve);
      await waits.promise;
      holder.kill('SIGKILL');
      (await lock)[Symbol.dispose]();
    } finally {
      holder.kill('SIGKILL');
    }
  });

  test('stops waiting when aborted', async () => {
    using directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
    using _held = await take(directory.path);
    const controller = new AbortController();
    const waiting = takeToolLock({
      cacheDirectory: directory.path,
      tool: 'jaeger',
      signal: controller.signal,
      onWait: () => controller.abort(new Error('enough')),
    });
    await expect(waiting).rejects.toThrow('enough');
  });
});
