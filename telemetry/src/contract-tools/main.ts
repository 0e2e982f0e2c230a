import { readFileSync, writeFileSync } from 'node:fs';
import { ContractError } from './contract-error.ts';
import { loadContract } from './load.ts';
import { renderConstants } from './render.ts';

const CONSTANTS_FILE = new URL('../contract.ts', import.meta.url);

/** `npm run contract` writes src/contract.ts; with `--check` it only says whether it differs. */
function main(check: boolean): void {
  const wanted = renderConstants(loadContract());
  if (!check) writeFileSync(CONSTANTS_FILE, wanted);
  else if (readFileSync(CONSTANTS_FILE, 'utf8') !== wanted)
    throw new ContractError(['src/contract.ts differs from it: run `npm run contract` and commit both']);
}

try {
  main(process.argv.includes('--check'));
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
