/** Whether `npm test -- strangers --all` runs, with what takes long or needs more to be installed. */
export function isWhole(): boolean {
  return process.env.STRANGERS === 'all';
}
