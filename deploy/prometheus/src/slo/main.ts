import { differingFiles, readOptions, writeFiles } from '@cortex/local/console';
import { outputs } from './outputs.ts';
import { SloError } from './slo-error.ts';

const HELP = `Usage: npm run slo [-- --check]

Writes deploy/prometheus/rules/slo.rules.yml from deploy/prometheus/slo.yaml.

  --check   writes nothing; exits with 1 when a file differs`;

/** `npm run slo`: writes the files that are generated from slo.yaml. With `--check`, it only names those that differ. */
function main(check: boolean): void {
  const differing = differingFiles(outputs());
  if (!check) writeFiles(differing);
  else if (differing.length > 0) {
    throw new SloError(differing.map(({ name }) => `${name} differs from it: run \`npm run slo\` and commit both`));
  }
}

const { check } = readOptions({
  args: process.argv.slice(2),
  options: { check: { type: 'boolean', default: false } },
  help: HELP,
});
try {
  main(check);
} catch (error) {
  if (!(error instanceof SloError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
