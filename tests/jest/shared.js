import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { devDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const [pinned] = devDependencies.node.split('.');
if (process.versions.node.split('.')[0] !== pinned)
  throw new Error(
    `The tests need Node ${pinned}, and this is ${process.versions.node}. Run them by an npm script such as \`npm run suite\`, or put the pinned Node first with: export PATH=$PWD/node_modules/.bin:$PATH`,
  );

// Programs that tests start reuse compiled and stripped sources of earlier ones: a third of the CPU time of a start.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

/** The common configuration of all jest projects: TypeScript by swc, native ES modules, sources instead of builds. */
export const shared = {
  testEnvironment: 'node',
  // Ends hanging tests; no test depends on the speed of the machine.
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

/** The configuration of steps that run the stack, two at a time: a machine may be slow, and waits have deadlines of their own. */
export const ofTheStack = { ...shared, testTimeout: 600_000 };
