import { parseArgs } from 'node:util';

export const HELP = `usage: telemetry-contract <contract.yaml> [options]

Checks a contract and generates files from it.

  --constants FILE      writes TypeScript constants for all names
  --constants-for DIR   writes DIR/contract.ts with only the names that the sources in DIR import from it
  --readme FILE         writes the tables between the markers <!-- contract --> and <!-- /contract -->
  --check               writes nothing; exits with 1 when a file differs
  --help

The options that name a file or folder can be given several times.`;

export interface Options {
  readonly contract: string;
  readonly constants: readonly string[];
  readonly constantsFor: readonly string[];
  readonly readme: readonly string[];
  readonly isCheck: boolean;
}

/** @returns undefined when help is asked for. @throws a TypeError for arguments that HELP does not list */
export function readOptions(args: string[]): Options | undefined {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      constants: { type: 'string', multiple: true, default: [] },
      'constants-for': { type: 'string', multiple: true, default: [] },
      readme: { type: 'string', multiple: true, default: [] },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const [contract] = positionals;
  if (contract === undefined || positionals.length > 1) {
    throw new TypeError(`expected one contract, got ${positionals.length}; see --help`);
  }
  const { constants, 'constants-for': constantsFor, readme, check: isCheck } = values;
  return { contract, constants, constantsFor, readme, isCheck };
}
