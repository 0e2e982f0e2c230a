import { differingFiles, readOptions, writeFiles } from '@cortex/local/console';
import { outputs } from './outputs.ts';

const HELP = `Usage: npm run dashboards [-- --check]

Writes deploy/grafana/dashboards from deploy/grafana/src.

  --check   writes nothing; exits with 1 when a file differs`;

const { check } = readOptions({
  args: process.argv.slice(2),
  options: { check: { type: 'boolean', default: false } },
  help: HELP,
});
const differing = differingFiles(outputs());
if (!check) writeFiles(differing);
else if (differing.length > 0) {
  const names = differing.map(({ name }) => name).join(', ');
  console.error(`deploy/grafana/dashboards: ${names} differ: run \`npm run dashboards\` and commit them`);
  process.exitCode = 1;
}
