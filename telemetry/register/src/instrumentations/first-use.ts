import module from 'node:module';

/** The last one counts: packages may be nested. */
const PACKAGE = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/?]+)/;

/**
 * Calls `begin` with the name of each of the packages before its first module is evaluated, by `import` or by `require`; now for those that are loaded.
 * Needs module hooks in the thread. `begin` must not throw.
 */
export function onFirstUse(packages: Iterable<string>, begin: (name: string) => void): void {
  const awaited = new Set(packages);
  const see = (location: string) => {
    const name = PACKAGE.exec(location)?.[1]?.replaceAll('\\', '/');
    if (name !== undefined && awaited.delete(name)) begin(name);
  };
  Object.keys(module.createRequire(import.meta.url).cache).forEach(see);
  module.registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      see(resolved.url);
      return resolved;
    },
  });
}
