/** `npm run heapdiff`: shows which constructors grew on the heap of a running service. */
import { countdown } from '../console/countdown.ts';
import { exitWith } from '../console/exit-with.ts';
import { Interrupted } from '../console/interruption.ts';
import { bytes } from '../console/quantities.ts';
import { outliveConsole, say } from '../console/say.ts';
import { readSettings } from '../settings.ts';
import { runningNodeProcess } from '../state/running-service.ts';
import { seconds } from '../supervisor/messages.ts';
import { growthOf, sumOf } from './difference.ts';
import { growthTable, signed } from './growth-table.ts';
import { type Look, lookAtHeap } from './look.ts';
import { withInspector } from './opened-inspector.ts';
import { type HeapdiffOptions, readOptions, USAGE } from './options.ts';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) return say(USAGE);
  const service = runningNodeProcess(options.service, readSettings(process.env).home);
  const signal = interruption();
  const [before, after] = await withInspector(service, async (inspector) => {
    const first = await lookAtHeap(inspector);
    const what = `Waiting, ${options.service} goes on for ${options.seconds} s`;
    await countdown(options.seconds, { what, stream: process.stderr, signal });
    return [first, await lookAtHeap(inspector)] as const;
  });
  report(options, before, after);
}

/** Aborted by the first Ctrl-C, so that the inspector is closed again; a second one ends the process at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => controller.abort(new Interrupted()));
  }
  return controller.signal;
}

function report({ service, seconds: waited }: HeapdiffOptions, before: Look, after: Look): void {
  const [was, is] = [sumOf(before.amounts), sumOf(after.amounts)];
  const objects = signed(is.count - was.count, (value) => value.toLocaleString('en'));
  say(
    `${service}, heap after collection: ${bytes(was.bytes)}, ${waited} s later ${bytes(is.bytes)} (${signed(is.bytes - was.bytes, bytes)}, ${objects} objects)\n`,
  );
  const growth = growthOf(before.amounts, after.amounts);
  for (const line of growth.length > 0 ? growthTable(growth) : ['Nothing grew.']) say(line);
  say(
    `\n${service} stood still for ${seconds(before.pauseMilliseconds)} and ${seconds(after.pauseMilliseconds)} meanwhile.`,
  );
}

outliveConsole();
await exitWith(main());
