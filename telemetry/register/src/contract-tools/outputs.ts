import { readFileSync } from 'node:fs';
import { loadContract } from './load.ts';
import { withTables } from './readme.ts';
import { renderConstants } from './render.ts';
import { loadSecretNames, namesInGo, namesInTypeScript } from './secret-names.ts';

export interface Output {
  readonly name: string;
  readonly file: URL;
  /** What the file holds when it agrees with the contract. */
  readonly content: string;
}

/** The files that follow from the contract; throws a ContractError when the contract is wrong. */
export function outputs(): Output[] {
  const contract = loadContract();
  const secretNames = loadSecretNames();
  const readme = new URL('../../README.md', import.meta.url);
  return [
    { name: 'src/contract.ts', file: new URL('../contract.ts', import.meta.url), content: renderConstants(contract) },
    { name: 'README.md', file: readme, content: withTables(readFileSync(readme, 'utf8'), contract) },
    {
      name: 'src/redaction/names.ts',
      file: new URL('../redaction/names.ts', import.meta.url),
      content: namesInTypeScript(secretNames),
    },
    {
      name: 'collector/components/redact/names.go',
      file: new URL('../../../../collector/components/redact/names.go', import.meta.url),
      content: namesInGo(secretNames),
    },
  ];
}
