import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const APPS = new URL('../fixtures/', import.meta.url);
const ASKING = 'preload-phase.ts';
const OTHER = 'sdk.ts';

test.each([
  [true, ['--require', ASKING]],
  [true, ['--import', OTHER, '--require', ASKING]],
  [false, ['--import', ASKING]],
  [false, ['--require', OTHER, '--import', ASKING]],
])('recognizes whether --require is loading it (%s), whatever else is preloaded: %j', async (isPreloading, flags) => {
  const { stdout } = await promisify(execFile)(process.execPath, [...flags.map(withPath), '--eval', '']);
  expect(stdout).toBe(`${isPreloading}\n`);
});

function withPath(argument: string): string {
  return argument.startsWith('-') ? argument : fileURLToPath(new URL(argument, APPS));
}
