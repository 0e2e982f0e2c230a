import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `vite --open` in this folder serves the page while it is worked on, with what a running console answers. */
const CONSOLE_URL = process.env.CORTEX_CONSOLE_URL ?? 'http://127.0.0.1:3000';
/** Vite's own files: beside what is installed, which `npm start` does not write to. */
const CACHE = process.env.CORTEX_CONSOLE_VITE_CACHE ?? join(import.meta.dirname, 'node_modules/.vite');

export default defineConfig({
  root: join(import.meta.dirname, 'page'),
  cacheDir: CACHE,
  plugins: [react()],
  resolve: { conditions: ['cortex-source', 'module', 'browser', 'development|production'] },
  build: { outDir: join(import.meta.dirname, 'dist/page'), emptyOutDir: true, assetsInlineLimit: 0 },
  server: { host: '127.0.0.1', proxy: { '/api': { target: CONSOLE_URL, changeOrigin: true } } },
});
