/**
 * `node ../build.cjs` in a package's folder: writes its `src` to `dist`, as its tsconfig.build.json says, after the packages beside it that it
 * depends on. As CommonJS, which `import` takes too: Node.js loads several hundred small modules in half the time that ES modules take, and tells
 * nobody's loader of them. In few files: a tenth of what telemetry costs an empty program was looking for ours. Where its `exports` name `dist/esm`,
 * as both kinds of modules, file by file.
 */
const { execFileSync } = require('node:child_process');
const { globSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { transformFileSync } = require('@swc/core');
const { rolldown } = require('rolldown');

const typescript = require.resolve('typescript/package.json');
const tsc = join(dirname(typescript), 'bin/tsc');
const COMMONJS = '{ "type": "commonjs" }\n';

/** How a module is loaded that few programs need. It stays a file of its own, where the one that loads it looks for it. */
const LOADED_BY_PATH = /loadModule<[^>]+>\('\.\/([\w/-]+)'\)|`\.\/([\w-]+)\$\{extname\(/g;

/** @param {string} folder of a package */
async function build(folder) {
  const { dependencies = {}, exports: entries } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies).filter((name) => name.startsWith('@cortex/')))
    await build(folderOf(name));
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  if (JSON.stringify(entries).includes('./dist/esm/')) compileBoth(folder);
  else await bundle(folder, entries);
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

async function bundle(folder, entries) {
  compile(folder, '--emitDeclarationOnly');
  const input = { ...exported(folder, entries), ...loadedByPath(folder) };
  const bundled = await rolldown({ cwd: folder, input, platform: 'node', external: /^[^./]/ });
  // All in one folder: modules look for those that they load from where they are.
  await bundled.write({
    dir: join(folder, 'dist'),
    format: 'cjs',
    strict: true,
    esModule: true,
    chunkFileNames: '[name].js',
    exports: 'named',
  });
  for (const file of globSync('*.cts', { cwd: join(folder, 'src') })) transform(folder, file);
  writeFileSync(join(folder, 'dist/package.json'), COMMONJS);
}

/** @returns sources by the paths, in `dist` and without an extension, of what is made of them */
function exported(folder, entries) {
  const paths = [...JSON.stringify(entries).matchAll(/"\.\/dist\/([^"]+)\.js"/g)].map(([, path]) => path);
  return Object.fromEntries(paths.map((path) => [path, join(folder, 'src', `${path}.ts`)]));
}

function loadedByPath(folder) {
  const sources = globSync('**/*.ts', { cwd: join(folder, 'src') }).filter((file) => !file.endsWith('.test.ts'));
  const found = sources.flatMap((source) => {
    const text = readFileSync(join(folder, 'src', source), 'utf8');
    return [...text.matchAll(LOADED_BY_PATH)].map(([, fromRoot, beside]) =>
      fromRoot === undefined ? [beside, join(dirname(source), beside)] : [fromRoot, fromRoot],
    );
  });
  return Object.fromEntries(found.map(([name, path]) => [name, join(folder, 'src', `${path}.ts`)]));
}

function transform(folder, file) {
  const { code } = transformFileSync(join(folder, 'src', file), {
    swcrc: false,
    jsc: { target: 'es2024', parser: { syntax: 'typescript' }, rewriteRelativeImportExtensions: true },
    module: { type: 'commonjs' },
  });
  writeFileSync(join(folder, 'dist', file.replace('.cts', '.cjs')), code);
}

function compile(folder, ...options) {
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', ...options], { cwd: folder, stdio: 'inherit' });
}

void build(process.cwd());
