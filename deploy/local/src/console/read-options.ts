import type { ParseArgsConfig, parseArgs } from 'node:util';
import { parseArguments } from './parse-arguments.ts';

type Values<Options extends NonNullable<ParseArgsConfig['options']>> = ReturnType<
  typeof parseArgs<{ options: Options }>
>['values'];

export interface ReadOptionsConfig<Options extends NonNullable<ParseArgsConfig['options']>, Result> {
  args: string[];
  /** The options besides `--help`. */
  options: Options;
  /** The text for `--help`, which is also shown below errors. */
  help: string;
  /** Throws an error that says what was expected. Default: the values as they are. */
  read?(values: Values<Options>): Result;
}

/** Reads the options of a command. Ends the process with 0 after `--help`, and with 2 when the options are wrong. */
export function readOptions<Options extends NonNullable<ParseArgsConfig['options']>, Result = Values<Options>>(
  config: ReadOptionsConfig<Options, Result>,
): Result {
  const { args, options, help, read = (values) => values as Result } = config;
  try {
    const values = parseArguments({ args, options: { ...options, help: { type: 'boolean' } } })
      .values as Values<Options> & {
      help?: boolean;
    };
    if (values.help) {
      console.log(help);
      process.exit(0);
    }
    return read(values);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    process.exit(2);
  }
}
