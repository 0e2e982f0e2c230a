import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { loadContract } from './load.ts';
import type { Options } from './options.ts';
import { withTables } from './readme.ts';
import { renderConstants } from './render.ts';

const CONSTANTS = 'contract.ts';

export interface Output {
  readonly file: string;
  /** The content that the file must have to agree with the contract. */
  readonly content: string;
}

/** The files that are generated from a contract. @throws a ContractError when the contract is invalid */
export function outputs({ contract: file, constants, constantsFor, readme }: Options): Output[] {
  const contract = loadContract(file);
  const source = basename(file);
  return [
    ...constants.map((output) => ({ file: output, content: renderConstants(contract, { source }) })),
    ...constantsFor.map((folder) => ({
      file: join(folder, CONSTANTS),
      content: renderConstants(contract, { source: relative(folder, file), names: importedIn(folder) }),
    })),
    ...readme.map((output) => ({ file: output, content: withTables(readFileSync(output, 'utf8'), contract) })),
  ];
}

/** The names that the sources of a folder import from its `contract.ts`. */
function importedIn(folder: string): ReadonlySet<string> {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const texts = sources.map((name) => readFileSync(join(folder, name), 'utf8'));
  const imports = texts.flatMap((text) => [
    ...text.matchAll(/import (?:type )?\{([^}]*)\} from '[^']*\/contract\.ts'/g),
  ]);
  return new Set(
    imports.flatMap(([, names = '']) => names.split(',').map((name) => name.replace(/^\s*type /, '').trim())),
  );
}
