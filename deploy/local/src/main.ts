/** `npm start`: provides the backends, then starts and supervises every process. */
import { misused, readArguments } from './console/command-line.ts';
import { exitWith } from './console/exit-with.ts';
import { listenForInterruption } from './console/interruption.ts';
import { outliveConsole, say } from './console/say.ts';
import { ensurePage } from './page/ensure-page.ts';
import { readSettings } from './settings.ts';
import { buildBackends, buildCheckTool } from './stack/build-backends.ts';
import { runStack } from './stack/run-stack.ts';
import { usage } from './usage.ts';
import { UserError } from './user-error.ts';

/** What `npm test` needs besides the backends. */
const CHECK_TOOLS = ['promtool', 'k6', 'hey', 'compose', 'pyroscope-client', 'nats-server'] as const;
/** The values that core-api itself accepts: from 1 to 64, or `auto` for the guide's number. */
const NUMBER_OF_WORKERS = /^(auto|[1-9]|[1-5]\d|6[0-4])$/;

async function main(): Promise<void> {
  const { help, 'build-only': buildOnly, events, workers, sampling: hasSampling = false } = readOptions();
  if (help) return say(usage());
  const hasNats = readEvents(events);
  const env = { ...process.env, ...readWorkers(workers) };
  const interruption = listenForInterruption(say);
  if (buildOnly) await buildOrFail(interruption.stop);
  else await runStack({ settings: readSettings(env), env, interruption, hasNats, hasSampling });
}

/** Fails if the page cannot be built, where a start would continue without it, because only a build was requested. */
async function buildOrFail(signal: AbortSignal): Promise<void> {
  try {
    await buildBackends(signal);
    for (const tool of CHECK_TOOLS) await buildCheckTool(tool, signal);
    await ensurePage({ env: process.env, signal, say });
  } catch (error) {
    throw signal.aborted ? new UserError('Interrupted before the backends were built.') : error;
  }
}

/** Whether events go through NATS in this stack. */
function readEvents(events: string | undefined): boolean {
  if (events === undefined) return false;
  if (events !== 'nats') throw misused(`--events: expected nats, got "${events}".`, usage());
  if (process.env.CORTEX_EVENTS_URL)
    throw misused('CORTEX_EVENTS_URL names a NATS already: leave out either the variable or --events nats.', usage());
  return true;
}

/** The environment variable that sets the number of core-api's processes. */
function readWorkers(workers: string | undefined): NodeJS.ProcessEnv {
  if (workers === undefined) return {};
  if (!NUMBER_OF_WORKERS.test(workers))
    throw misused(`--workers: expected a number of processes from 1 to 64, or auto, got "${workers}".`, usage());
  if (process.env.CORE_API_WORKERS)
    throw misused('CORE_API_WORKERS already sets the number: leave out either the variable or --workers.', usage());
  return { CORE_API_WORKERS: workers };
}

function readOptions() {
  const options = {
    help: { type: 'boolean' },
    'build-only': { type: 'boolean' },
    events: { type: 'string' },
    sampling: { type: 'boolean' },
    workers: { type: 'string' },
  } as const;
  return readArguments({ options }, usage()).values;
}

outliveConsole();
await exitWith(main());
