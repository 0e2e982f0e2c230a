import module from 'node:module';

/** Finds the last package in a path, because packages may be nested. */
const PACKAGE = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/?]+)/;
const IN_SPECIFIER = /^(?:@[^\\/]+\/)?[^.\\/][^\\/]*/;

/**
 * Calls `begin` with the name of each package before its first module is evaluated, by `import` or by `require`; at once for those that are already
 * loaded. Needs in-thread module hooks. `begin` must not throw.
 */
export function onFirstUse(packages: Iterable<string>, begin: (name: string) => void): void {
  const awaited = new Set(packages);
  const see = (location: string) => {
    const name = PACKAGE.exec(location)?.[1]?.replaceAll('\\', '/');
    if (name !== undefined && awaited.delete(name)) begin(name);
  };
  Object.keys(module.createRequire(import.meta.url).cache).forEach(see);
  watchRequire((specifier) => {
    const [name = ''] = IN_SPECIFIER.exec(specifier) ?? [];
    if (awaited.delete(name)) begin(name);
  });
  module.registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      see(resolved.url);
      return resolved;
    },
  });
}

/**
 * Calls `see` before each `require`, and lets that `require` go through a patch that `see` has installed. Each copy of `@opentelemetry/instrumentation`
 * (npm installs many) patches `require` with its first instrumentation. During a `require`, that would be too late for the package being required.
 */
function watchRequire(see: (specifier: string) => void): void {
  const { prototype } = module.Module;
  const { require } = prototype;
  function watched(this: NodeJS.Module, specifier: string): unknown {
    const patched = prototype.require;
    see(specifier);
    return Reflect.apply(prototype.require === patched ? require : prototype.require, this, [specifier]);
  }
  prototype.require = watched as NodeJS.Require;
}
