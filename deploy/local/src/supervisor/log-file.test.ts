import {
  closeSync,
  type DisposableTempDir,
  mkdtempDisposableSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cutLog, openLog, tailOfLog } from './log-file.ts';

let home: DisposableTempDir;
let file: string;
beforeEach(() => {
  home = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  file = join(home.path, 'logs', 'api.log');
});
afterEach(() => home[Symbol.dispose]());

function write(text: string): number {
  const { descriptor, offset } = openLog(file);
  writeSync(descriptor, text);
  closeSync(descriptor);
  return offset;
}

test('appends, and gives the last lines of the current run', () => {
  write('old\n');
  const offset = write('one\ntwo\nthree\n');
  expect(tailOfLog(file, { offset, lines: 2 })).toEqual(['two', 'three']);
  expect(tailOfLog(file, { offset })).toEqual(['one', 'two', 'three']);
});

test('sets a large log aside, and keeps only one', () => {
  write('');
  writeFileSync(file, 'x'.repeat(11 * 1024 * 1024));
  expect(write('new\n')).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe('new\n');
  expect(readFileSync(`${file}.1`)).toHaveLength(11 * 1024 * 1024);
});

test('empties a log that has grown too large, while a process writes it', async () => {
  const { descriptor, offset } = openLog(file);
  try {
    writeSync(descriptor, 'one\ntwo\n');
    await cutLog(file, 8);
    expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
    writeSync(descriptor, 'three\n');
    await cutLog(file, 8);
    writeSync(descriptor, 'four\n');
    expect(readFileSync(file, 'utf8')).toBe('four\n');
    expect(readFileSync(`${file}.1`, 'utf8')).toBe('one\ntwo\nthree\n');
    expect(tailOfLog(file, { offset })).toEqual(['four']);
  } finally {
    closeSync(descriptor);
  }
});

test('gives the last lines of a run that began late in the file, after the log was emptied', async () => {
  write('of the run before\n');
  const { descriptor, offset } = openLog(file);
  try {
    await cutLog(file, 0);
    writeSync(descriptor, 'why\n');
    expect(tailOfLog(file, { offset })).toEqual(['why']);
  } finally {
    closeSync(descriptor);
  }
});
