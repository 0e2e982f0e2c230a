import { appendFileSync } from 'node:fs';

/** Whether `npm test -- strangers --all` runs, which includes slow tests. */
export function isWhole(): boolean {
  return process.env.STRANGERS_ALL !== undefined;
}

/** Defines slow tests. Without `--all` they are left out, and a line at the end of `npm test` reports this. */
export function describeWhole(name: string, tests: () => void): void {
  if (isWhole()) return void describe(name, tests);
  const { CORTEX_TEST_NOTES: notes } = process.env;
  if (notes) appendFileSync(notes, `Left out without --all: ${name}\n`);
  describe.skip(name, tests);
}

/** Whether `npm test -- strangers --newest` runs, with the newest releases of the MCP packages. */
export function isNewest(): boolean {
  return process.env.STRANGERS_NEWEST !== undefined;
}

/** Whether `npm test -- strangers --renew` runs, which writes its results into the README instead of comparing them. */
export function isRenewal(): boolean {
  return process.env.STRANGERS_RENEW !== undefined;
}
