import { install } from './installation.ts';

/** For jest: prepares once for all suites, which read it with `installation()`. */
export async function start(): Promise<void> {
  process.env.STRANGERS_INSTALLATION = JSON.stringify(await install());
}
