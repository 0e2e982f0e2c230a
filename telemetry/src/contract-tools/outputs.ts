import { readFileSync } from 'node:fs';
import { loadContract } from './load.ts';
import { withTables } from './readme.ts';
import { renderConstants } from './render.ts';

export interface Output {
  readonly name: string;
  readonly file: URL;
  /** What the file holds when it agrees with the contract. */
  readonly content: string;
}

/** The files that follow from the contract; throws a ContractError when the contract is wrong. */
export function outputs(): Output[] {
  const contract = loadContract();
  const readme = new URL('../../README.md', import.meta.url);
  return [
    { name: 'src/contract.ts', file: new URL('../contract.ts', import.meta.url), content: renderConstants(contract) },
    { name: 'README.md', file: readme, content: withTables(readFileSync(readme, 'utf8'), contract) },
  ];
}
