import { type ParseArgsConfig, parseArgs } from 'node:util';

/**
 * `parseArgs`, where an option `json` is also set by `npm run <command> --json`: npm takes that one for itself, writes its banner to
 * standard error instead of standard output (from npm 11), and leaves a variable.
 */
export function parseArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  const parsed = parseArgs(config);
  if (config.options?.json !== undefined && process.env.npm_config_json === 'true')
    Object.assign(parsed.values, { json: true });
  return parsed;
}
