import { readFileSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { catches } from '../machine/caught-signals.ts';
import type { RunningService } from '../state/running-service.ts';
import { UserError } from '../user-error.ts';
import { Inspector } from './inspector.ts';

/** The signal at which Node.js opens its inspector. */
const OPEN = 'SIGUSR1';
const PATIENCE_MILLISECONDS = 10_000;
const LOOK_EVERY_MILLISECONDS = 50;

/** If the inspector is closed while a connection still ends, Node.js 26.10 crashes with SIGSEGV at one of its next garbage collections. */
const CLOSE_AFTER_MILLISECONDS = 500;
const CLOSE = `setTimeout(() => process.getBuiltinModule('node:inspector').close(), ${CLOSE_AFTER_MILLISECONDS}); undefined`;

/** Opens the service's inspector for `use`, and closes it again whatever happens. */
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

/** Waits until the inspector is closed, which a busy service does later. */
async function closed(url: string): Promise<void> {
  const answers = () =>
    fetch(`http://${new URL(url).host}/json/version`, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) }).then(
      () => true,
      () => false,
    );
  const giveUp = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < giveUp && (await answers())) await pause(LOOK_EVERY_MILLISECONDS);
}

/** Makes the service open its inspector. @returns the URL that the service writes to its log */
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
