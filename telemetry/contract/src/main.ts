#!/usr/bin/env node
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ContractError } from './contract-error.ts';
import { HELP, readOptions } from './options.ts';
import { outputs } from './outputs.ts';

const USAGE = 2;

function main(args: string[]): void {
  const options = readOptions(args);
  if (options === undefined) {
    console.log(HELP);
    return;
  }
  const differing = outputs(options).filter(
    ({ file, content }) => !existsSync(file) || readFileSync(file, 'utf8') !== content,
  );
  if (!options.isCheck) {
    for (const { file, content } of differing) writeFileSync(file, content);
    const written = differing.map(({ file }) => file).join(', ');
    console.log(
      `${options.contract} is valid. ${written === '' ? 'Nothing had to be written.' : `Written: ${written}`}`,
    );
  } else if (differing.length > 0) {
    throw new ContractError(
      options.contract,
      differing.map(({ file }) => `${file} differs from the contract: run this without --check and commit both`),
    );
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error.message);
  process.exitCode = error instanceof ContractError ? 1 : USAGE;
}
