/** `node bundle.ts <bundler> <form> <folder of the bundlers> <entry> <output>`: bundles an app and everything that it imports into one file. */
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const [bundler = '', form = '', bundlers = '', entry = '', output = ''] = process.argv.slice(2);
const load = createRequire(join(bundlers, 'index.js'));
const isCommonJs = entry.endsWith('.cjs');

const BUNDLERS: Record<string, () => Promise<unknown>> = {
  esbuild: () =>
    load('esbuild').build({
      entryPoints: [entry],
      outfile: output,
      bundle: true,
      platform: 'node',
      format: isCommonJs ? 'cjs' : 'esm',
      minify: form === 'minified',
      target: form === 'old syntax' ? 'es2020' : 'node22',
      logLevel: 'error',
      ...(!isCommonJs && { banner: { js: REQUIRE } }),
    }),
  rollup: async () => {
    const plugins = ['node-resolve', 'commonjs', 'json'].map((name) => load(`@rollup/plugin-${name}`));
    const [{ nodeResolve }, commonjs, json] = plugins;
    const onwarn = () => undefined;
    const bundle = await load('rollup').rollup({
      input: entry,
      onwarn,
      plugins: [nodeResolve({ exportConditions: ['node'], preferBuiltins: true }), commonjs.default(), json.default()],
    });
    await bundle.write({ file: output, format: 'es', inlineDynamicImports: true });
  },
  webpack: () =>
    new Promise<void>((resolve, reject) => {
      const mode = form === 'minified' ? 'production' : 'development';
      const place = { path: dirname(output), filename: basename(output) };
      load('webpack')(
        { mode, entry, output: place, target: 'node' },
        (error: Error | null, stats?: { hasErrors(): boolean }) =>
          error || stats?.hasErrors() ? reject(error ?? new Error(String(stats))) : resolve(),
      );
    }),
};

/** Makes `require` available to CommonJS packages in an ES module, as users of esbuild do. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

await BUNDLERS[bundler]?.();
