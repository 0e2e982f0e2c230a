import { ConfigError, isLoopback } from '@cortex/runtime';
import { z } from 'zod';

/** A token as in RFC 6750, so that it needs no quoting in a header, a cookie or a URL's query. */
const TOKEN = /^[\w.~+/-]{32,}=*$/;

/** Restricts who may ask: whoever reaches the console reads every trace, log line and profile. */
export const accessVariables = {
  CORTEX_CONSOLE_TOKEN: z.string().regex(TOKEN, 'expected at least 32 letters, digits or -._~+/').optional(),
};

interface Access {
  HOST: string;
  CORTEX_CONSOLE_TOKEN?: string | undefined;
}

/** @throws {ConfigError} where anybody of the network could ask */
export function requireAccess({ HOST, CORTEX_CONSOLE_TOKEN }: Access): void {
  if (CORTEX_CONSOLE_TOKEN !== undefined || isLoopback(HOST)) return;
  throw new ConfigError(
    `HOST: expected a loopback address, came ${HOST}. For others to reach the console set CORTEX_CONSOLE_TOKEN to at least 32 random characters, for which it then asks.`,
  );
}
