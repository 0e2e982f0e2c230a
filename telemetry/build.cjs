/**
 * `node ../build.cjs` in a package's folder: writes its `src` to `dist`, as its tsconfig.build.json says, after the packages beside it that it
 * depends on. As CommonJS, which `import` takes too: Node.js loads several hundred small modules in half the time that ES modules take, and tells
 * nobody's loader of them. Where its `exports` name `dist/esm`, as both.
 */
const { execFileSync } = require('node:child_process');
const { readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { transformFileSync } = require('@swc/core');

const typescript = require.resolve('typescript/package.json');
const tsc = join(dirname(typescript), 'bin/tsc');
const COMMONJS = '{ "type": "commonjs" }\n';

/** @param {string} folder of a package */
function build(folder) {
  const { dependencies = {}, exports: entries } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies).filter((name) => name.startsWith('@cortex/'))) build(folderOf(name));
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  if (JSON.stringify(entries).includes('./dist/esm/')) compileBoth(folder);
  else compileCommonJs(folder);
}

function folderOf(name) {
  return join(dirname(typescript), '..', name);
}

function compileBoth(folder) {
  compile(folder);
  const commonJs = ['--module', 'commonjs', '--moduleResolution', 'bundler', '--verbatimModuleSyntax', 'false'];
  compile(folder, '--outDir', 'dist/cjs', ...commonJs);
  writeFileSync(join(folder, 'dist/cjs/package.json'), COMMONJS);
}

/** Not by tsc, which knows no `import.meta` there. */
function compileCommonJs(folder) {
  compile(folder, '--emitDeclarationOnly');
  for (const declared of readdirSync(join(folder, 'dist'), { recursive: true })) {
    const [, path, type] = /^(.+)\.d\.(c?)ts$/.exec(declared) ?? [];
    if (path === undefined) continue;
    const { code } = transformFileSync(join(folder, 'src', `${path}.${type}ts`), {
      swcrc: false,
      jsc: { target: 'es2024', parser: { syntax: 'typescript' }, rewriteRelativeImportExtensions: true },
      // Without the annotation no names could be imported.
      module: { type: 'commonjs', exportInteropAnnotation: true },
    });
    writeFileSync(join(folder, 'dist', `${path}.${type}js`), code);
  }
  writeFileSync(join(folder, 'dist/package.json'), COMMONJS);
}

function compile(folder, ...options) {
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', ...options], { cwd: folder, stdio: 'inherit' });
}

build(process.cwd());
