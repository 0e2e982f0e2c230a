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

/** What it returns takes the place of the default export. */
export type SeeModule = (exports: unknown, name: string, baseDir: string | undefined) => unknown;

interface Options {
  /** Modules that are hooked: all others stay as they are. */
  readonly include: readonly (string | RegExp)[];
}

const HOOKS = 'import-in-the-middle';

/**
 * The hooks of import-in-the-middle: of that copy with which @opentelemetry/instrumentation works. Another one would not know who wants to see what.
 */
export class ImportHooks {
  readonly #instrumentation = module.createRequire(import.meta.url).resolve('@opentelemetry/instrumentation');
  readonly #require = module.createRequire(this.#instrumentation);
  readonly #inThread = this.#findInThread();

  /** Whether they run in a thread of their own, since this Node.js, or this version of them, has no others. */
  get needThread(): boolean {
    return this.#inThread === undefined;
  }

  /** Whether `instrumentation`, a file of @opentelemetry/instrumentation, works with the same copy. */
  serve(instrumentation: string): boolean {
    return module.createRequire(instrumentation).resolve(HOOKS) === this.#require.resolve(HOOKS);
  }

  /** Calls `see` with each module of a package that is imported. */
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

  /** There since version 3. */
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
 * Node.js leaves out the format of a module of its own that is required. What a module without a URL requires, as that of `--eval` does,
 * import-in-the-middle then declares to be a file, which is not found: with --require such a program would not start.
 */
function withFormat(resolved: ResolveFnOutput): ResolveFnOutput {
  return resolved.format === undefined && resolved.url.startsWith('node:')
    ? { ...resolved, format: 'builtin' }
    : resolved;
}

let found: ImportHooks | undefined;

/** The import hooks of this thread, which take some time to find. */
export function importHooks(): ImportHooks {
  found ??= new ImportHooks();
  return found;
}
