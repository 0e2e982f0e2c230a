import { tmpdir } from 'node:os';
import { requireDiskSpace } from './disk-space.ts';

describe('requireDiskSpace', () => {
  test('passes when there is enough', async () => {
    await expect(requireDiskSpace({ path: tmpdir(), bytes: 1 })).resolves.toBeUndefined();
  });

  test('says how much is free, how much is needed and what to do', async () => {
    const check = requireDiskSpace({ path: tmpdir(), bytes: 2 ** 60 });
    await expect(check).rejects.toThrow(/[\d.]+ GiB free at .*1073741824\.0 GiB needed.*XDG_CACHE_HOME/s);
  });
});
