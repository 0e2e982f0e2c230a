import { install } from './installation.ts';

/** Jest's global setup: prepares everything once for all suites, which read the result with `installation()`. */
export async function start(): Promise<void> {
  process.env.STRANGERS_INSTALLATION = JSON.stringify(await install());
}
