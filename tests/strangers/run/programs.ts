import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installation } from './installation.ts';

/** A server on standard input and output, as people start it. */
export interface Program {
  name: string;
  args: readonly string[];
  /** A tool and arguments to which it answers without a browser and without a network; the answer may be an error. */
  tool: string;
  given: object;
}

/** Which SDK each has bundled, if it has, stands in the table of the README. */
export const PROGRAMS: Program[] = [
  { name: '@playwright/mcp', args: ['--headless'], tool: 'browser_close', given: {} },
  {
    name: 'chrome-devtools-mcp',
    args: ['--headless', '--no-usage-statistics'],
    tool: 'navigate_page',
    given: { type: 'nowhere' },
  },
  { name: '@modelcontextprotocol/server-github', args: [], tool: 'get_file_contents', given: {} },
];

/** The file that its package names as its command. */
export function scriptOf({ name }: Program): string {
  const folder = join(installation().programs, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : (Object.values(bin)[0] as string));
}

/** Has telemetry in each Node.js that is started in any folder. */
export function anywhere(): { NODE_OPTIONS: string } {
  const register = join(installation().project, 'node_modules/@cortex/telemetry/dist/register.js');
  return { NODE_OPTIONS: `--import ${pathToFileURL(register)}` };
}
