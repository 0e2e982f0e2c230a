import { ConfigError, isLoopback } from '@cortex/runtime';
import { z } from 'zod';

/** A token of RFC 6750's alphabet, which needs no quoting in a header, a cookie or a URL's query. */
const TOKEN = /^[\w.~+/-]{32,}=*$/;

/** Restrict access: whoever reaches the console can read every trace, log line and profile. */
export const accessVariables = {
  CORTEX_CONSOLE_TOKEN: z.string().regex(TOKEN, 'expected at least 32 letters, digits or -._~+/').optional(),
};

interface Access {
  HOST: string;
  CORTEX_CONSOLE_TOKEN?: string | undefined;
}

/** @throws {ConfigError} when anybody on the network could use the console */
export function requireAccess({ HOST, CORTEX_CONSOLE_TOKEN }: Access): void {
  if (CORTEX_CONSOLE_TOKEN !== undefined || isLoopback(HOST)) return;
  throw new ConfigError(
    `HOST: expected a loopback address, came ${HOST}. To let others reach the console, set CORTEX_CONSOLE_TOKEN to at least 32 random characters, which it will then require.`,
  );
}
