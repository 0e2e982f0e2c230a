/**
 * What more worker processes of core-api bring: the same inputs through all three services with 1, 2 and 4 of them, as fast as they are accepted, at
 * the guide's baseline rate and at its "max tested" rate. All variants run side by side and take turns; the senders run on the same machine.
 *
 * `npm run bench -- workers [--json] [--rounds=<n>] [--seconds=<n>] [--workers=1,2,4]`
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { INTERRUPTED_STATUS, listenForInterruption } from '@cortex/local/console';
import { throughputOf } from '../load/baselines.ts';
import { MODES } from './overhead/modes.ts';
import { ThreeServices } from './overhead/three-services.ts';
import { atFullSpeed, atRate, sendInputs } from './workers/measure.ts';
import { readWorkersOptions } from './workers/options.ts';
import { printRows, rowsOf, type Variant } from './workers/report.ts';
import { untilAtRest } from './workers/until-at-rest.ts';

/** Lets the compiler settle. */
const WARM_UP_ROUNDS = 1;
/** Load before each measurement: a service under load is not one that wakes up. */
const LEAD_IN_SECONDS = 2;

const { json, rounds, seconds, workers } = readWorkersOptions(process.argv.slice(2));
const rates = throughputOf('core-api /input');

interface Measured extends Variant {
  services: ThreeServices;
}

const [loadBefore = 0] = loadavg();

const { stop: signal } = listenForInterruption(console.error);
const sink = fork(join(import.meta.dirname, 'overhead/sink.ts'));
const measured: Measured[] = [];
try {
  const [collector] = (await once(sink, 'message')) as [string];
  for (const number of workers) {
    signal.throwIfAborted();
    const mode = { ...MODES.all, env: { CORE_API_WORKERS: String(number) } };
    const services = await ThreeServices.start(mode, collector);
    measured.push({ services, workers: number, fullSpeed: [], atBaseline: [], atMaxTested: [], rssMegabytes: 0 });
    await requireWorkers(services, number);
  }
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    for (const variant of round % 2 === 0 ? measured : measured.toReversed()) await measure(variant, round >= 0);
  }
  const rows = rowsOf(measured);
  console.log(`Load of the machine before: ${loadBefore.toFixed(2)}. Whatever else runs disturbs the figures.`);
  printRows(rows, rates);
  if (json) console.log(JSON.stringify(Object.fromEntries(rows.map(({ workers, ...row }) => [workers, row]))));
} catch (error) {
  if (!signal.aborted) throw error;
  process.exitCode = INTERRUPTED_STATUS;
} finally {
  await Promise.all(measured.map(({ services }) => services.stop()));
  if (sink.connected) sink.disconnect();
}

/** Several workers have a primary process in addition, which does no work of its own. */
async function requireWorkers(services: ThreeServices, number: number): Promise<void> {
  const expected = number === 1 ? 1 : number + 1;
  const processes = await services.processesOf('core-api');
  if (processes !== expected)
    throw new Error(
      `expected ${expected} processes of core-api with CORE_API_WORKERS=${number}, there are ${processes}`,
    );
}

async function measure(variant: Measured, isKept: boolean): Promise<void> {
  const { services } = variant;
  const span = { seconds, signal };
  await untilAtRest(services, signal);
  await sendInputs(services, rates.baseline, { seconds: LEAD_IN_SECONDS, signal });
  const atBaseline = await atRate(services, rates.baseline, span);
  const atMaxTested = await atRate(services, rates.maxTested, span);
  const fullSpeed = await atFullSpeed(services, span);
  const { rssMegabytes } = await services.usage();
  if (!isKept) return;
  variant.atBaseline.push(atBaseline);
  variant.atMaxTested.push(atMaxTested);
  variant.fullSpeed.push(fullSpeed);
  variant.rssMegabytes = rssMegabytes;
}
