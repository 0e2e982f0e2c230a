import { isSecret } from '@cortex/telemetry/redaction';
import { z } from 'zod';
import { describeIssues } from '../errors/describe-issues.ts';
import { expectation } from '../errors/expectation.ts';
import type { FieldError } from '../errors/http-error.ts';
import { ConfigError } from './config-error.ts';

type Environment = Record<string, string | undefined>;

/** Their values are not repeated in errors: they can contain a password. */
const URLS = ['DATABASE_URL', 'CORTEX_EVENTS_URL'];

/** Reads the schema's variables; an empty one counts as unset. Throws one {@link ConfigError} that lists all invalid ones. */
export function readConfig<Schema extends z.ZodObject>(schema: Schema, env: Environment): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(given, { error: expectation });
  if (result.success) return result.data;
  const lines = describeIssues(result.error, given).map((error) => `  ${describe(error, given)}`);
  throw new ConfigError(`The configuration is not usable. Set these environment variables:\n${lines.join('\n')}`);
}

function describe({ field, expected, came }: FieldError, given: Environment): string {
  const value = given[field];
  const isHidden = URLS.includes(field) || isSecret(field, value);
  const shown = value === undefined || isHidden ? came : JSON.stringify(value);
  return `${field}: expected ${expected}, came ${shown}`;
}

const PORT_RANGE = 'a port number from 0 to 65535';

/** A TCP port given as text; 0 takes any free port. */
export const portVariable = z.coerce.number(PORT_RANGE).int(PORT_RANGE).min(0, PORT_RANGE).max(65_535, PORT_RANGE);
