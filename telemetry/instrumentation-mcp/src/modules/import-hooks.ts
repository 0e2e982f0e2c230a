import module, { type ResolveFnOutput } from 'node:module';
import { pathToFileURL } from 'node:url';
import { hasWholeSyncHooks } from './runtime.ts';
import { withoutDeprecations } from './without-deprecations.ts';

interface HooksInThread {
  register(options: Options): void;
}

interface HookModule {
  readonly Hook: new (modules: readonly string[], options: { readonly internals: boolean }, see: SeeModule) => unknown;
}

/** Called with an imported module. The return value replaces its default export. */
export type SeeModule = (exports: unknown, name: string, baseDir: string | undefined) => unknown;

interface Options {
  /** The modules to hook; all others stay untouched. */
  readonly include: readonly (string | RegExp)[];
}

const HOOKS = 'import-in-the-middle';

/**
 * The hooks of import-in-the-middle, of the copy that @opentelemetry/instrumentation uses. Another copy would not know the registered instrumentations.
 */
export class ImportHooks {
  readonly #instrumentation = module.createRequire(import.meta.url).resolve('@opentelemetry/instrumentation');
  readonly #require = module.createRequire(this.#instrumentation);
  readonly #inThread = this.#findInThread();

  /** Whether the hooks need a separate thread, because this Node.js, or this version of import-in-the-middle, has no in-thread hooks. */
  get needThread(): boolean {
    return this.#inThread === undefined;
  }

  /** Whether `instrumentation`, a file of @opentelemetry/instrumentation, uses the same copy. */
  serve(instrumentation: string): boolean {
    return module.createRequire(instrumentation).resolve(HOOKS) === this.#require.resolve(HOOKS);
  }

  /** Calls `see` with each imported module of a package. */
  observe(name: string, see: SeeModule): void {
    const { Hook }: HookModule = this.#require(HOOKS);
    new Hook([name], { internals: true }, see);
  }

  register(options: Options): void {
    const parent = pathToFileURL(this.#instrumentation);
    if (this.#inThread !== undefined) {
      module.registerHooks({ resolve: (specifier, context, next) => withFormat(next(specifier, context)) });
      this.#inThread.register(options);
    } else withoutDeprecations(() => module.register(`${HOOKS}/hook.mjs`, parent, { data: options }));
  }

  /** Returns the in-thread hooks, which exist since version 3. */
  #findInThread(): HooksInThread | undefined {
    if (!hasWholeSyncHooks()) return undefined;
    try {
      return this.#require(`${HOOKS}/register-hooks.mjs`);
    } catch {
      return undefined;
    }
  }
}

/**
 * Adds the format of built-in modules, which Node.js leaves out when they are required. If the requiring module has no URL, as with `--eval`,
 * import-in-the-middle would take the built-in module for a file and not find it, so that with --require the program would not start.
 */
function withFormat(resolved: ResolveFnOutput): ResolveFnOutput {
  return resolved.format === undefined && resolved.url.startsWith('node:')
    ? { ...resolved, format: 'builtin' }
    : resolved;
}

let found: ImportHooks | undefined;

/** The import hooks of this thread, cached because finding them takes some time. */
export function importHooks(): ImportHooks {
  found ??= new ImportHooks();
  return found;
}
