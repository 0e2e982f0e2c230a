import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readOptions } from '@cortex/local/console';
import { outputs } from './outputs.ts';

const HELP = `Usage: npm run dashboards [-- --check]

Writes deploy/grafana/dashboards from deploy/grafana/src.

  --check   writes nothing; exits with 1 when a file differs`;

/** `npm run dashboards` writes the dashboards; with `--check` it only says which differ. */
function main(check: boolean): void {
  const differing = outputs().filter(
    ({ file, content }) => !existsSync(file) || readFileSync(file, 'utf8') !== content,
  );
  if (!check) for (const { file, content } of differing) writeFileSync(file, content);
  else if (differing.length > 0) {
    const names = differing.map(({ name }) => name).join(', ');
    console.error(`deploy/grafana/dashboards: ${names} differ: run \`npm run dashboards\` and commit them`);
    process.exitCode = 1;
  }
}

const { check } = readOptions({
  args: process.argv.slice(2),
  options: { check: { type: 'boolean', default: false } },
  help: HELP,
});
main(check);
