import { mkdirSync, mkdtempDisposableSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../settings.ts';
import { readState } from '../state/state-file.ts';
import { stateKeeper } from './state-keeper.ts';

test('a state that cannot be written ends nothing, is reported once, and is written when it can be again', () => {
  using directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const { ports } = readSettings({});
  const said: string[] = [];
  const keep = stateKeeper({
    settings: { home: directory.path, ports },
    expected: 0,
    say: (line) => said.push(line),
  });
  keep([]);
  // No folder stands for no room: both fail the writing.
  rmSync(directory.path, { recursive: true });
  keep([]);
  keep([]);
  expect(said).toEqual([expect.stringMatching(/^What runs cannot be written down \(ENOENT: .*\): other commands/)]);
  mkdirSync(directory.path);
  keep([]);
  expect(readState(directory.path)).toMatchObject({ ready: true });
});
