/** `npm run bench -- <name> [--json] [...]` runs `tests/bench/<name>.ts` on this very Node. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const benches = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -'.ts'.length));

const [name, ...options] = process.argv.slice(2);

const usage = `Usage: npm run bench -- <${benches.join(' | ')}> [--json]`;

if (name === '--help') {
  console.log(usage);
  process.exit(0);
}
if (name === undefined || !benches.includes(name)) {
  console.error(name === undefined ? usage : `There is no bench "${name}". ${usage}`);
  process.exit(2);
}

const child = spawn(
  process.execPath,
  ['--conditions=cortex-source', join(import.meta.dirname, `${name}.ts`), ...options],
  {
    stdio: 'inherit',
  },
);
// Ctrl-C also reaches the bench, which shares the terminal. This process only waits for it to clean up.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.once('exit', (code) => process.exit(code ?? 1));
