import { createRequire } from 'node:module';
import { showImports } from '@cortex/instrumentation-mcp/internal';
import { diag } from '@opentelemetry/api';
import { type Instrumentation, InstrumentationBase } from '@opentelemetry/instrumentation';
import { guardPatches } from './guard-patches.ts';
import { settingsOf } from './settings.ts';

/** The instrumentation of MCP, among those of `@opentelemetry/auto-instrumentations-node`. */
export const MCP = 'mcp';

const MCP_PACKAGE = '@cortex/instrumentation-mcp';

type Create = new (config: object) => Instrumentation;

const load = createRequire(import.meta.url);
const loadAutomatic = createRequire(load.resolve('@opentelemetry/auto-instrumentations-node'));

/** Loads and enables instrumentations by their names, with what they lack. Where one fails, the others run. */
export function loadInstrumentations(names: readonly string[]): Instrumentation[] {
  // All before one is made: the first of them hooks `require`, which from then on looks up the package of each module once more.
  const found = names.flatMap((name) => attempt(name, () => [{ name, Found: classOf(name) }]));
  return found.flatMap(({ name, Found }) => attempt(name, () => make(name, Found)));
}

function classOf(name: string): Create {
  const Found = Object.values(exportsOf(name)).find(isInstrumentation);
  if (Found === undefined) throw new Error('it exports no instrumentation');
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

/** What `action` gives; nothing where it throws. */
function attempt<Result>(name: string, action: () => Result[]): Result[] {
  try {
    return action();
  } catch (error) {
    diag.error(`the instrumentation ${name} could not be loaded: what it observes has no spans`, error);
    return [];
  }
}

/**
 * Whether the instrumentation has to be loaded before the application: from its sources it is an ES module, which cannot be required while it is being
 * imported, as by an application that uses it. What is published is CommonJS.
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
