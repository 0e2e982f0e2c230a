import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureCheckTool } from './ensure-backends.ts';
import { prometheusDirectory } from './paths.ts';

/** Time to build promtool, if it is not in the cache yet. */
const BUILD_MILLISECONDS = 600_000;
const rulesDirectory = join(prometheusDirectory, 'rules');
const named = (ending: string) => readdirSync(rulesDirectory).filter((name) => name.endsWith(ending));

let promtool: string;

beforeAll(async () => {
  promtool = await ensureCheckTool('promtool');
}, BUILD_MILLISECONDS);

/** Runs promtool, and resolves to its output. A failed check rejects with it. */
async function run(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(promtool, args);
  return stdout;
}

test('Prometheus accepts its configuration with every rule file', async () => {
  const checked = await run('check', 'config', join(prometheusDirectory, 'prometheus.yml'));
  expect(checked).toContain(`SUCCESS: ${named('.rules.yml').length} rule files found`);
});

test.each(named('.rules.yml'))('the tests of %s pass', async (rules) => {
  expect(await run('test', 'rules', join(rulesDirectory, rules.replace('.rules.yml', '.test.yml')))).toContain(
    'SUCCESS',
  );
});
