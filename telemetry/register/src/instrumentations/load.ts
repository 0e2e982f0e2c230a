import { createRequire } from 'node:module';
import { showImports } from '@cortex/instrumentation-mcp/internal';
import { diag } from '@opentelemetry/api';
import { type Instrumentation, InstrumentationBase } from '@opentelemetry/instrumentation';
import { guardPatches } from './guard-patches.ts';
import { settingsOf } from './settings.ts';

/** The name of the MCP instrumentation, among those of `@opentelemetry/auto-instrumentations-node`. */
export const MCP = 'mcp';

const MCP_PACKAGE = '@cortex/instrumentation-mcp';

type Create = new (config: object) => Instrumentation;

const load = createRequire(import.meta.url);
const loadAutomatic = createRequire(load.resolve('@opentelemetry/auto-instrumentations-node'));

/** Loads and creates instrumentations by their names, with our settings. If one fails, the others still run. */
export function loadInstrumentations(names: readonly string[]): Instrumentation[] {
  // All classes are loaded before the first is instantiated, because that hooks `require`, which makes loading every further module slower.
  const found = names.flatMap((name) => attempt(name, () => [{ name, Found: classOf(name) }]));
  return found.flatMap(({ name, Found }) => attempt(name, () => make(name, Found)));
}

function classOf(name: string): Create {
  const Found = Object.values(exportsOf(name)).find(isInstrumentation);
  if (Found === undefined) throw new Error('the package exports no instrumentation');
  return Found;
}

function make(name: string, Found: Create): Instrumentation[] {
  const { config, complete } = settingsOf(name);
  const made = complete(new Found(config));
  for (const one of made) {
    guardPatches(one);
    showImports(one, isOurs(one) ? import.meta.filename : fileOf(name));
  }
  return made;
}

/** Returns the result of `action`; when it throws, logs the error and returns an empty list. */
function attempt<Result>(name: string, action: () => Result[]): Result[] {
  try {
    return action();
  } catch (error) {
    diag.error(`the instrumentation ${name} could not be loaded: what it would observe has no spans`, error);
    return [];
  }
}

/**
 * Whether the instrumentation is an ES module, and so has to be loaded before the application: a module that the application is importing cannot be
 * required meanwhile. That is the case only from source; the published package is CommonJS.
 */
export function isModule(name: string): boolean {
  return name === MCP && load.resolve(MCP_PACKAGE).endsWith('.ts');
}

function exportsOf(name: string): Record<string, unknown> {
  return load(fileOf(name));
}

function fileOf(name: string): string {
  return name === MCP ? load.resolve(MCP_PACKAGE) : loadAutomatic.resolve(`@opentelemetry/instrumentation-${name}`);
}

/** Whether it extends this package's copy of @opentelemetry/instrumentation. Other packages may have their own copies. */
function isOurs(instrumentation: Instrumentation): boolean {
  return instrumentation instanceof InstrumentationBase;
}

function isInstrumentation(value: unknown): value is Create {
  return typeof value === 'function' && typeof value.prototype?.enable === 'function';
}
