import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { ConsoleProcess } from './console-process.ts';
import { McpChecks } from './mcp-checks.ts';
import { LEFT_OUT, OF_THE_NEWEST_REVISION } from './scenarios.ts';

let scratch: Awaited<ReturnType<typeof mkdtempDisposable>>;
let checks: McpChecks;
let served: ConsoleProcess;

beforeAll(async () => {
  scratch = await mkdtempDisposable(join(tmpdir(), 'cortex-mcp-checks-'));
  checks = await McpChecks.install();
  served = await ConsoleProcess.start();
});

afterAll(async () => {
  await served?.[Symbol.asyncDispose]();
  await scratch?.remove();
});

test('the conformance suite reports nothing in any scenario that the console supports', async () => {
  const { stdout } = await checks.conformance(scratch.path, 'list', '--server');
  const scenarios = [...stdout.matchAll(/^ *- (\S+)/gm)].map(([, name = '']) => name);
  expect(Object.keys(LEFT_OUT).filter((name) => !scenarios.includes(name))).toEqual([]);
  const tried = scenarios.filter((name) => !(name in LEFT_OUT));
  expect(tried).toEqual(expect.arrayContaining(['server-initialize', 'tools-list', 'dns-rebinding-protection']));
  const failed: string[] = [];
  for (const name of tried) {
    const { code, said } = await checks.conformance(
      scratch.path,
      'server',
      '--url',
      `${served.url}/mcp`,
      '--scenario',
      name,
    );
    if (code !== 0) failed.push(said);
  }
  const left = Object.entries(LEFT_OUT).map(([name, why]) => `  ${name}: ${why}`);
  console.log(`Conformance: ${tried.join(', ')}.\nLeft out:\n${left.join('\n')}`);
  expect(failed).toEqual([]);
});

test.each(OF_THE_NEWEST_REVISION)('its next release reports nothing in %s of revision 2026-07-28', async (name) => {
  const by = ['--spec-version', '2026-07-28', '--scenario', name];
  const { code, said } = await checks.nextConformance(scratch.path, 'server', '--url', `${served.url}/mcp`, ...by);
  expect([code, code === 0 ? '' : said]).toEqual([0, '']);
  expect(said).toMatch(/Passed: ([1-9]\d*)\/\1, 0 failed/);
});

/** The settings in the README, for this test's console, and as in a checkout elsewhere. */
async function settingsFile(): Promise<string> {
  const readme = await readFile(join(repository, 'README.md'), 'utf8');
  const [, block = ''] = /```json\n(\{\s*"mcpServers".*?)```/s.exec(readme) ?? [];
  const file = join(scratch.path, 'mcp.json');
  await writeFile(file, block.replace('http://127.0.0.1:3000', served.url).replace('/path/to/cortex', repository));
  return file;
}

interface Listed {
  tools: { name: string; description?: string; inputSchema: object; outputSchema?: object }[];
}

describe.each(['cortex', 'cortex-stdio'])('the inspector, with the settings of the README for %s', (server) => {
  const ask = async (method: string, ...args: string[]) =>
    checks.inspector(scratch.path, '--config', await settingsFile(), '--server', server, '--method', method, ...args);

  test('finds the tools with descriptions, and no fault in their schemas', async () => {
    const { code, said, stdout } = await ask('tools/list', '--strict');
    expect([code, code === 0 ? '' : said]).toEqual([0, '']);
    const { tools } = JSON.parse(stdout) as Listed;
    expect(tools.length).toBeGreaterThan(10);
    for (const { name, description = '', outputSchema } of tools)
      expect([name, description.length > 40, outputSchema !== undefined]).toEqual([name, true, true]);
  });

  test.each([
    ['prompts/list', 'why-was-this-slow'],
    ['resources/templates/list', 'trace://{id}'],
  ])('finds with %s %s', async (method, what) => {
    const { code, said } = await ask(method);
    expect([code, said]).toEqual([0, expect.stringContaining(what)]);
  });

  test('learns from a call which backends are away', async () => {
    const { code, stdout } = await ask('tools/call', '--tool-name', 'whats_wrong');
    expect([code, JSON.parse(stdout).structuredContent.verdict]).toEqual([
      0,
      expect.stringContaining('could not be reached'),
    ]);
  });
});
