/** The version of a module that a `go.mod` requires. @throws when it does not require the module */
export function moduleVersion(goMod: string, module: string): string {
  for (const line of goMod.split('\n')) {
    const [path, version] = line
      .trim()
      .replace(/^require /, '')
      .split(' ');
    if (path === module && version?.startsWith('v')) return version;
  }
  throw new Error(`go.mod does not require ${module}`);
}
