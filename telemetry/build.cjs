/**
 * Builds a package's `src` into `dist` as its tsconfig.build.json says, after building the workspace packages that it depends on.
 * The output is CommonJS, which `import` accepts too: Node.js loads several hundred small CommonJS modules in half the time of ES modules, and
 * does not call other people's loader hooks for them. It is bundled into few files, because resolving our modules was a tenth of what telemetry
 * costs an empty program. A package whose `exports` name `dist/esm` is compiled file by file to both module kinds instead.
 */
const { execFileSync } = require('node:child_process');
const { globSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { parseArgs } = require('node:util');
const { transformFileSync } = require('@swc/core');
const { rolldown } = require('rolldown');

const typescript = require.resolve('typescript/package.json');
const tsc = join(dirname(typescript), 'bin/tsc');
const HELP = `Usage: npm run build -w <package>

Builds a published package from src into dist, after building the workspace packages that it depends on.`;
const MISUSED = 2;
const COMMONJS = '{ "type": "commonjs" }\n';

/** Matches the loading of a module that few programs need. Such a module stays a file of its own, where its loader looks for it. */
const LOADED_BY_PATH = /loadModule<[^>]+>\('\.\/([\w/-]+)'\)|`\.\/([\w-]+)\$\{extname\(/g;

/** @param {string} folder the folder of a package */
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
  // All files go into one folder, because modules load others relative to their own location.
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

/** @returns the source files, keyed by their output paths relative to `dist`, without extension */
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

function isHelpAsked() {
  try {
    return parseArgs({ options: { help: { type: 'boolean' } } }).values.help;
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(MISUSED);
  }
}

if (isHelpAsked()) console.log(HELP);
else void build(process.cwd());
