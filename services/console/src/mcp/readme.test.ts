import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { pageLinks } from '../questions/links.ts';
import { TOOLS } from './tools/index.ts';

const textOf = (file: string) => readFileSync(fileURLToPath(new URL(`../../../../${file}`, import.meta.url)), 'utf8');
const section = (file: string) =>
  textOf(file)
    .split('\n## ')
    .find((part) => part.startsWith('Ask through a coding agent')) ?? '';

const settings = z.strictObject({
  mcpServers: z.strictObject({
    cortex: z.strictObject({ type: z.literal('http'), url: z.url() }),
    'cortex-stdio': z.strictObject({ command: z.literal('npm'), args: z.array(z.string()) }),
  }),
});

test('what the README has for coding agents names the server, both ways', () => {
  const [, block = ''] = /```json\n(.*?)```/s.exec(section('README.md')) ?? [];
  const { cortex, 'cortex-stdio': stdio } = settings.parse(JSON.parse(block)).mcpServers;
  expect(cortex.url).toBe(`${pageLinks('http://127.0.0.1:3000').overview()}mcp`);
  expect(JSON.parse(textOf('package.json')).scripts).toHaveProperty([stdio.args.at(-1) ?? '']);
});

test('docs/console.md describes each tool, and no others', () => {
  const named = [...section('docs/console.md').matchAll(/^\| (`.*?) \|/gm)].flatMap(
    ([, cell = '']) => cell.match(/\w+/g) ?? [],
  );
  expect(named.sort()).toEqual(TOOLS.map(({ name }) => name).sort());
});
