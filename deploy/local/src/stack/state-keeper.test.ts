import { mkdirSync, mkdtempDisposableSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../settings.ts';
import { readState } from '../state/state-file.ts';
import { stateKeeper } from './state-keeper.ts';

test('reports once that the state cannot be written, ends nothing, and writes it as soon as possible again', () => {
  using directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const { ports } = readSettings({});
  const said: string[] = [];
  const keep = stateKeeper({
    settings: { home: directory.path, ports },
    expected: 0,
    say: (line) => said.push(line),
  });
  keep([]);
  // A missing folder stands for a full disk: writing fails in both cases.
  rmSync(directory.path, { recursive: true });
  keep([]);
  keep([]);
  expect(said).toEqual([
    expect.stringMatching(/^The state of the stack cannot be written \(ENOENT: .*\): other commands/),
  ]);
  mkdirSync(directory.path);
  keep([]);
  expect(readState(directory.path)).toMatchObject({ ready: true });
});
