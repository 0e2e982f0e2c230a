import { fileURLToPath } from 'node:url';

// Programs that tests start find what earlier ones have compiled, types stripped: a third of the CPU time of a start.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

/** What every jest project of the repository has in common: TypeScript by swc, native ES modules, sources instead of builds. */
export const shared = {
  testEnvironment: 'node',
  // Hangs end; how fast the machine is decides nothing.
  testTimeout: 120_000,
  testEnvironmentOptions: { customExportConditions: ['cortex-source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['/dist/', '/.cortex/'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2024', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};

/** The configuration of steps that run the stack, two at a time: a machine may be slow, and what is waited for has deadlines of its own. */
export const ofTheStack = { ...shared, testTimeout: 600_000 };
