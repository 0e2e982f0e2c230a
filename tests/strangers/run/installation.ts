import type { Installation } from '../setup/installation.ts';

/** What was packed and installed before the tests. */
export function installation(): Installation {
  return JSON.parse(String(process.env.STRANGERS_INSTALLATION)) as Installation;
}
