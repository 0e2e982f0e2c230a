import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { outputs } from './outputs.ts';

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

main(process.argv.includes('--check'));
