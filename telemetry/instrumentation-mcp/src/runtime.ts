/** Bun has no module hooks; those of Deno take JSON for JavaScript. */
export function hasModuleHooks(): boolean {
  return !('bun' in process.versions) && !('deno' in process.versions);
}
