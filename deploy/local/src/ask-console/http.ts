/** `npm run console`: another console beside a running stack, over HTTP. */
import { ensurePage } from '../page/ensure-page.ts';
import { consoleEnvironment } from './console-environment.ts';

const environment = await consoleEnvironment();
const [{ startConsole }, { runProcess }] = await Promise.all([import('@cortex/console'), import('@cortex/runtime')]);
const CORTEX_CONSOLE_PAGE =
  process.env.CORTEX_CONSOLE_PAGE ||
  (await ensurePage({ env: process.env, signal: new AbortController().signal, say: console.error }));
await runProcess(() => startConsole(() => ({ ...environment(), CORTEX_CONSOLE_PAGE })));
