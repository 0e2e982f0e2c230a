/** Whether module hooks can be used. Bun has none, and those of Deno treat JSON as JavaScript. */
export function hasModuleHooks(): boolean {
  return !('bun' in process.versions) && !('deno' in process.versions);
}

/** For each major version, the first minor and patch version whose in-thread hooks are complete. */
const WHOLE_SINCE: Record<number, [minor: number, patch: number]> = { 22: [22, 3], 24: [11, 1], 25: [1, 0] };

/** Whether in-thread hooks may leave loading the source of CommonJS modules to Node.js: https://github.com/nodejs/node/pull/59929 */
export function hasWholeSyncHooks(version = process.versions.node): boolean {
  if (!hasModuleHooks()) return false;
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const since = WHOLE_SINCE[major];
  if (since === undefined) return major >= 26;
  return minor > since[0] || (minor === since[0] && patch >= since[1]);
}
