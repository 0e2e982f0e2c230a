import { appendFileSync } from 'node:fs';

/** Whether `npm test -- strangers --all` runs, with what takes long. */
export function isWhole(): boolean {
  return process.env.STRANGERS_ALL !== undefined;
}

/** Tests that take long: without `--all` they are left out, and a line before the last one of `npm test` says so. */
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

/** Whether `npm test -- strangers --renew` runs, which writes into the README what it sees instead of comparing. */
export function isRenewal(): boolean {
  return process.env.STRANGERS_RENEW !== undefined;
}
