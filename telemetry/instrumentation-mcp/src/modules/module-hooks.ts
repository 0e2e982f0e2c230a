import { readFileSync } from 'node:fs';
// The default import, because Bun, Deno and older versions of Node.js lack some of the names and would fail to load this module.
import module from 'node:module';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { diag } from '@opentelemetry/api';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import { hookLoading } from './bundled/hook-loading.ts';
import { importHooks } from './import-hooks.ts';
import { isPreloadingByRequire } from './preload-phase.ts';
import { hasModuleHooks } from './runtime.ts';

interface HookOptions {
  readonly packages?: readonly string[];
}

/**
 * Lets instrumentations patch modules that the application imports as ES modules, and finds MCP SDKs in
 * bundles. All other modules stay untouched. Uses in-thread hooks if this Node.js has complete ones, otherwise `module.register`
 * (deprecated in Node.js 26, DEP0205). Call it once, before the application is imported.
 * @param instrumentations the instrumentations that exist already
 * @param options `packages`: the packages that instrumentations patch which are created later
 * @throws {TypeError} without a list of instrumentations
 */
export function hookImports(instrumentations: readonly Instrumentation[], { packages = [] }: HookOptions = {}): void {
  if (!Array.isArray(instrumentations))
    throw new TypeError(
      `hookImports: expected a list of instrumentations, got ${inspect(instrumentations, { depth: 0 })}`,
    );
  if (!hasModuleHooks()) return;
  const include = modulePatterns([...instrumentations.flatMap(patchedModules), ...packages]);
  hookLoading({ thread: !isPreloadingByRequire() });
  const hooks = importHooks();
  if (!hooks.needThread || !isPreloadingByRequire()) hooks.register({ include });
  // Not with module.register(), after which early versions of Node.js 22 cannot load the application.
  else if (!isCommonJs(process.argv[1]))
    diag.warn(
      'with this version of Node.js or of @opentelemetry/instrumentation, --require does not instrument what is imported; use --import',
    );
}

function isCommonJs(mainModule: string | undefined): boolean {
  if (mainModule === undefined || mainModule.endsWith('.cjs')) return true;
  if (mainModule.endsWith('.mjs')) return false;
  const manifest = module.findPackageJSON('.', pathToFileURL(mainModule));
  return manifest === undefined || JSON.parse(readFileSync(manifest, 'utf8')).type !== 'module';
}

function modulePatterns(names: readonly string[]): (string | RegExp)[] {
  const packages = names.filter((name) => !module.isBuiltin(name)).map((name) => name.replace(/[.]/g, '\\.'));
  return [...names.filter((name) => module.isBuiltin(name)), new RegExp(`/node_modules/(?:${packages.join('|')})/`)];
}

// InstrumentationBase has no public accessor for this.
function patchedModules(instrumentation: Instrumentation): string[] {
  const definitions: unknown = Reflect.get(instrumentation, '_modules');
  if (!Array.isArray(definitions)) return [];
  return definitions.map(({ name }: { name: string }) => name);
}
