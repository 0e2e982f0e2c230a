/** Whether `npm test -- strangers --all` runs, with what takes long. */
export function isWhole(): boolean {
  return process.env.STRANGERS_ALL !== undefined;
}

/** Whether `npm test -- strangers --newest` runs, with the newest releases of the MCP packages. */
export function isNewest(): boolean {
  return process.env.STRANGERS_NEWEST !== undefined;
}

/** Whether `npm test -- strangers --renew` runs, which writes into the README what it sees instead of comparing. */
export function isRenewal(): boolean {
  return process.env.STRANGERS_RENEW !== undefined;
}
