/**
 * `node ../build.cjs` in a package's folder: writes its `src` to `dist`, as its tsconfig.build.json says, after the packages beside it that it
 * depends on. Where its `exports` name `dist/cjs`, `require` gets modules of its own there, so that it depends on nobody's loader.
 */
const { execFileSync } = require('node:child_process');
const { readFileSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const typescript = require.resolve('typescript/package.json');
const tsc = join(dirname(typescript), 'bin/tsc');

/** @param {string} folder of a package */
function build(folder) {
  const { dependencies = {}, exports: entries } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies).filter((name) => name.startsWith('@cortex/'))) build(folderOf(name));
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  compile(folder);
  if (!JSON.stringify(entries).includes('./dist/cjs/')) return;
  const commonJs = ['--module', 'commonjs', '--moduleResolution', 'bundler', '--verbatimModuleSyntax', 'false'];
  compile(folder, '--outDir', 'dist/cjs', ...commonJs);
  writeFileSync(join(folder, 'dist/cjs/package.json'), '{ "type": "commonjs" }\n');
}

function folderOf(name) {
  return join(dirname(typescript), '..', name);
}

function compile(folder, ...options) {
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', ...options], { cwd: folder, stdio: 'inherit' });
}

build(process.cwd());
