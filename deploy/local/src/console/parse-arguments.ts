import { type ParseArgsConfig, parseArgs } from 'node:util';

/**
 * Like `parseArgs`, but `npm run <command> --json` also sets an option `json`: npm takes that option for itself, writes its banner to
 * standard error instead of standard output (from npm 11), and sets a variable.
 */
export function parseArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  const parsed = parseArgs(config);
  if (config.options?.json !== undefined && process.env.npm_config_json === 'true')
    Object.assign(parsed.values, { json: true });
  return parsed;
}
