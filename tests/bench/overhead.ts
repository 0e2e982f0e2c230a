/**
 * Measures what telemetry costs an application. The same inputs pass through all three services at the same rate: without telemetry, with one
 * more signal at a time, and with OpenTelemetry's defaults. All variants run side by side and take turns.
 *
 * `npm run bench -- overhead [--json] [--rounds=<n>] [--seconds=<n>] [--rate=<inputs a second>] [--modes=off,all,…]`
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { INTERRUPTED_STATUS, listenForInterruption } from '@cortex/local/console';
import { MODES, type ModeName } from './overhead/modes.ts';
import { readOverheadOptions } from './overhead/options.ts';
import { sendAtRate } from './overhead/send-at-rate.ts';
import { ThreeServices } from './overhead/three-services.ts';
import { percentile } from './profiling/statistics.ts';
import { type Spread, spread } from './protocol/spread.ts';

/** Rounds in which V8 compiles what is hot. */
const WARM_UP_ROUNDS = 3;
/** Load before each measurement, because the heap shrinks and caches empty while the other variants take their turns. */
const LEAD_IN_SECONDS = 3;
/** The time for the work after an answer and for the export of its telemetry, which count as well. */
const REST_MILLISECONDS = 700;

const { json, rounds, rate, inputs, modes } = readOverheadOptions(process.argv.slice(2));

interface Measured {
  name: ModeName;
  services: ThreeServices;
  cpuPerInput: number[];
  latencies: number[][];
  rssMegabytes: number;
}

const { stop } = listenForInterruption(console.error);
const sink = fork(join(import.meta.dirname, 'overhead/sink.ts'));
const measured: Measured[] = [];
try {
  const [collector] = (await once(sink, 'message')) as [string];
  for (const name of modes) {
    stop.throwIfAborted();
    const services = await ThreeServices.start(MODES[name], collector);
    measured.push({ name, services, cpuPerInput: [], latencies: [], rssMegabytes: 0 });
  }
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    for (const mode of round % 2 === 0 ? measured : measured.toReversed()) await measure(mode, round >= 0);
  }
  report();
} catch (error) {
  if (!stop.aborted) throw error;
  process.exitCode = INTERRUPTED_STATUS;
} finally {
  await Promise.all(measured.map(({ services }) => services.stop()));
  if (sink.connected) sink.disconnect();
}

async function measure(mode: Measured, isKept: boolean): Promise<void> {
  await load(mode.services, rate * LEAD_IN_SECONDS);
  const before = await mode.services.usage();
  const latencies = await load(mode.services, inputs);
  await sleep(REST_MILLISECONDS);
  const after = await mode.services.usage();
  if (!isKept) return;
  mode.cpuPerInput.push((after.cpuMilliseconds - before.cpuMilliseconds) / inputs);
  mode.latencies.push(latencies);
  mode.rssMegabytes = after.rssMegabytes;
}

async function load(services: ThreeServices, count: number): Promise<number[]> {
  const { answers } = await sendAtRate(() => services.input(), { count, perSecond: rate, signal: stop });
  return Promise.all(answers);
}

function report(): void {
  const [off] = measured;
  if (off === undefined) return;
  const p99OfOff = percentile(off.latencies.flat(), 99);
  const summary = measured.map(({ name, cpuPerInput, latencies, rssMegabytes }) => ({
    name,
    cpu: spread(cpuPerInput),
    cpuRatio: spread(cpuPerInput.map((value, round) => value / (off.cpuPerInput[round] ?? Number.NaN))),
    p50: percentile(latencies.flat(), 50),
    p99: percentile(latencies.flat(), 99),
    // Over all rounds together: one percent of a single round is too few requests.
    p99Ratio: percentile(latencies.flat(), 99) / p99OfOff,
    p99Rounds: spread(latencies.map((all, round) => percentile(all, 99) / percentile(off.latencies[round] ?? [], 99))),
    rssMegabytes,
  }));
  console.log(`${inputs} inputs a round at ${rate}/s; ratios to "${off.name}" of the same round`);
  console.log('telemetry       CPU/input   ratio (spread)      p50       p99   ratio (spread)     RSS');
  for (const { name, cpu, cpuRatio, p50, p99, p99Ratio, p99Rounds, rssMegabytes } of summary) {
    console.log(
      [
        name.padEnd(14),
        `${cpu.median.toFixed(2)} ms`.padStart(10),
        `${cpuRatio.median.toFixed(2)} (${cpuRatio.min}-${cpuRatio.max})`.padStart(17),
        `${p50.toFixed(1)} ms`.padStart(8),
        `${p99.toFixed(1)} ms`.padStart(9),
        `${p99Ratio.toFixed(2)} (${p99Rounds.min}-${p99Rounds.max})`.padStart(17),
        `${rssMegabytes.toFixed(0)} MB`.padStart(7),
      ].join(' '),
    );
  }
  if (json) console.log(JSON.stringify(asJson(summary)));
}

interface Summary {
  name: ModeName;
  cpuRatio: Spread;
  p99Ratio: number;
  p99Rounds: Spread;
  rssMegabytes: number;
}

function asJson(summary: readonly Summary[]) {
  const each = <Value>(pick: (row: Summary) => Value) =>
    Object.fromEntries(summary.map((row) => [row.name, pick(row)]));
  return {
    cpuRatio: each(({ cpuRatio }) => cpuRatio.median),
    p99Ratio: each(({ p99Ratio }) => Number(p99Ratio.toFixed(2))),
    rssMegabytes: each(({ rssMegabytes }) => Math.round(rssMegabytes)),
    spread: each(({ cpuRatio, p99Rounds }) => ({ cpuRatio, p99Ratio: p99Rounds })),
  };
}
