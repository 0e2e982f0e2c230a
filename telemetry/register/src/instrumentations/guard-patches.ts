import { diag } from '@opentelemetry/api';
import type { Instrumentation } from '@opentelemetry/instrumentation';

type Patch = (exports: unknown, version?: string) => unknown;

interface Patched {
  readonly name: string;
  patch?: Patch;
}

interface Definition extends Patched {
  readonly files?: readonly Patched[];
}

/** Packages whose instrumentations support only what `require` returns, which `import` returns as the default export. */
const KNOWN_BY_DEFAULT = ['connect', 'lru-memoizer', 'memcached'];

/** Lets a package load unpatched if the instrumentation's patch throws, which would otherwise end the application. */
export function guardPatches(instrumentation: Instrumentation): void {
  // InstrumentationBase has no public way to patch a module.
  const definitions: unknown = Reflect.get(instrumentation, '_modules');
  if (!Array.isArray(definitions)) return;
  for (const definition of definitions as Definition[]) {
    for (const file of definition.files ?? []) guard(file);
    if (KNOWN_BY_DEFAULT.includes(definition.name)) patchDefault(definition);
    guard(definition);
  }
}

function guard(patched: Patched): void {
  const { name, patch } = patched;
  if (patch === undefined) return;
  patched.patch = (exports, version) => {
    try {
      return Reflect.apply(patch, patched, [exports, version]);
    } catch (error) {
      diag.error(`${name} ${version ?? ''} could not be instrumented: it has no spans`, error);
      return exports;
    }
  };
}

function patchDefault(definition: Definition): void {
  const { patch } = definition;
  if (patch !== undefined)
    definition.patch = (exports, version) => Reflect.apply(patch, definition, [required(exports), version]);
}

function required(exports: unknown): unknown {
  return Reflect.get(Object(exports), Symbol.toStringTag) === 'Module'
    ? Reflect.get(Object(exports), 'default')
    : exports;
}
