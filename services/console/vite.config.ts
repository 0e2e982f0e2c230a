import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** `npm run watch` serves the page during development. A running console answers its API requests. */
const CONSOLE_URL = process.env.CORTEX_CONSOLE_URL ?? `http://127.0.0.1:${process.env.CORTEX_CONSOLE_PORT ?? 3000}`;
/** The paths that the running console answers. The page has sources in `api/` as well. */
const ANSWERED = ['^/api/(?!.*\\.tsx?(\\?|$))', '/speedscope/'];
/** Vite's own files. By default they are beside the installed packages, to which `npm start` does not write. */
const CACHE = process.env.CORTEX_CONSOLE_VITE_CACHE ?? join(import.meta.dirname, 'node_modules/.vite');

/** The package contains a built page, whose files refer to each other relatively. The console's page links to it. */
const SPEEDSCOPE = join(dirname(fileURLToPath(import.meta.resolve('speedscope/package.json'))), 'dist/release');

/** Copies speedscope to `/speedscope/` of the built page, with its licences, so that an image of the console does not need the package. */
function speedscope(): Plugin {
  return {
    name: 'speedscope',
    apply: 'build',
    generateBundle() {
      const files = readdirSync(SPEEDSCOPE).map((name) => ({ name, source: readFileSync(join(SPEEDSCOPE, name)) }));
      const licence = { name: 'LICENSE.txt', source: readFileSync(join(SPEEDSCOPE, '../../LICENSE')) };
      for (const { name, source } of [...files, licence])
        this.emitFile({ type: 'asset', fileName: `speedscope/${name}`, source });
    },
  };
}

export default defineConfig({
  root: join(import.meta.dirname, 'page'),
  cacheDir: CACHE,
  plugins: [react(), speedscope()],
  resolve: { conditions: ['cortex-source', 'module', 'browser', 'development|production'] },
  build: { outDir: join(import.meta.dirname, 'dist/page'), emptyOutDir: true, assetsInlineLimit: 0 },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(ANSWERED.map((path) => [path, { target: CONSOLE_URL, changeOrigin: true }])),
  },
});
