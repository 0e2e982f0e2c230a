import { readFileSync, writeFileSync } from 'node:fs';
import { ContractError } from './contract-error.ts';
import { outputs } from './outputs.ts';

/** `npm run contract` writes what follows from the contract; with `--check` it only says what differs. */
function main(check: boolean): void {
  const differing = outputs().filter(({ file, content }) => readFileSync(file, 'utf8') !== content);
  if (!check) for (const { file, content } of differing) writeFileSync(file, content);
  else if (differing.length > 0) {
    throw new ContractError(
      differing.map(({ name }) => `${name} differs from it: run \`npm run contract\` and commit both`),
    );
  }
}

try {
  main(process.argv.includes('--check'));
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
