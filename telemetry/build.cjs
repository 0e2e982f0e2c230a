/**
 * `node ../build.cjs` in a package's folder: writes its `src` to `dist/esm` and `dist/cjs`, as its tsconfig.build.json says,
 * so that `import` and `require` both load it without depending on each other's loader.
 */
const { execFileSync } = require('node:child_process');
const { rmSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
const compile = (...options) =>
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', ...options], { stdio: 'inherit' });

rmSync('dist', { recursive: true, force: true });
compile('--outDir', 'dist/esm');
compile(
  '--outDir',
  'dist/cjs',
  '--module',
  'commonjs',
  '--moduleResolution',
  'bundler',
  '--verbatimModuleSyntax',
  'false',
);
writeFileSync('dist/cjs/package.json', '{ "type": "commonjs" }\n');
