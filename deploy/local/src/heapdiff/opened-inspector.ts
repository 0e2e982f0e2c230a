import { readFileSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { catches } from '../machine/caught-signals.ts';
import type { RunningService } from '../state/running-service.ts';
import { UserError } from '../user-error.ts';
import { Inspector } from './inspector.ts';

/** Node's own signal to open the inspector. */
const OPEN = 'SIGUSR1';
const PATIENCE_MILLISECONDS = 10_000;
const LOOK_EVERY_MILLISECONDS = 50;

/** Closed with a connection that is still going, Node.js 26.10 ends with SIGSEGV at one of its next collections of garbage. */
const CLOSE_AFTER_MILLISECONDS = 500;
const CLOSE = `setTimeout(() => process.getBuiltinModule('node:inspector').close(), ${CLOSE_AFTER_MILLISECONDS}); undefined`;

/** Opens the service's inspector, lets it be used, and closes it again whatever happened. */
export async function withInspector<Result>(
  service: RunningService,
  use: (inspector: Inspector) => Promise<Result>,
): Promise<Result> {
  const url = await open(service);
  const inspector = await Inspector.connect(url);
  try {
    return await use(inspector);
  } finally {
    await inspector.call('Runtime.evaluate', { expression: CLOSE }).catch(() => {});
    await inspector.disconnect();
    await closed(url);
  }
}

/** A busy service comes to it later. */
async function closed(url: string): Promise<void> {
  const answers = () =>
    fetch(`http://${new URL(url).host}/json/version`, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) }).then(
      () => true,
      () => false,
    );
  const giveUp = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < giveUp && (await answers())) await pause(LOOK_EVERY_MILLISECONDS);
}

/** The URL that the service then writes into its log. */
async function open({ name, pid, logFile }: RunningService): Promise<string> {
  if (!catches(pid, OPEN))
    throw new UserError(`${name} (process ${pid}) does not let its inspector be opened by ${OPEN}.`);
  const { size } = statSync(logFile);
  process.kill(pid, OPEN);
  const giveUp = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < giveUp) {
    const written = readFileSync(logFile).subarray(size).toString();
    const url = /^Debugger listening on (ws:\S+)$/m.exec(written)?.[1];
    if (url !== undefined) return url;
    await pause(LOOK_EVERY_MILLISECONDS);
  }
  throw new UserError(
    `${name} (process ${pid}) did not open its inspector within ${PATIENCE_MILLISECONDS / 1000} s: it is too busy, or the inspector is open already: by another heapdiff, or since one that was killed, until the service is started again. See ${logFile}`,
  );
}
