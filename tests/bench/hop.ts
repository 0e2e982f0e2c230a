/**
 * What one MCP hop over HTTP costs: the CPU time of a `tools/call` of revision 2026-07-28, client and server in one process, relative to
 * a bare JSON POST of the same bytes from undici's `Pool` to `node:http`. With our transports and with the SDK's, without telemetry and with all
 * signals (traces, metrics, logs, profiles). Each variant runs in a process of its own, in turns.
 *
 * `npm run bench -- hop [--json] [--rounds=<n>] [--calls=<n>]`
 */
import { HopProcess } from './hop/hop-process.ts';
import { readHopOptions } from './hop/options.ts';
import { startCollectorStub } from './profiling/collector-stub.ts';
import { spread } from './protocol/spread.ts';

const VARIANTS = {
  bare: { transport: 'bare', telemetry: false },
  ours: { transport: 'ours', telemetry: false },
  oursTelemetry: { transport: 'ours', telemetry: true },
  stock: { transport: 'stock', telemetry: false },
  stockTelemetry: { transport: 'stock', telemetry: true },
};
/** Lets the compiler settle. */
const WARM_UP_ROUNDS = 3;

const { json, rounds, calls } = readHopOptions(process.argv.slice(2));

const collector = await startCollectorStub();
const hops = await Promise.all(
  Object.entries(VARIANTS).map(async ([name, options]) => ({
    name,
    process: await HopProcess.start({ ...options, collector: collector.url }),
    microseconds: [] as number[],
  })),
);
for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
  for (const hop of round % 2 === 0 ? hops : hops.toReversed()) {
    const microseconds = await hop.process.measure(calls);
    if (round >= 0) hop.microseconds.push(microseconds);
  }
}
await Promise.all(hops.map(({ process }) => process.stop()));
collector.server.close();

const bare = hops[0]?.microseconds ?? [];
const summary = hops.map(({ name, microseconds }) => ({
  name,
  cost: spread(microseconds),
  ratio: spread(microseconds.map((value, round) => value / (bare[round] ?? Number.NaN))),
}));
console.log('hop              CPU/call   ratio (spread)');
for (const { name, cost, ratio } of summary) {
  const figures = `${cost.median.toFixed(0).padStart(6)} µs ${ratio.median.toFixed(2).padStart(8)} (${ratio.min}-${ratio.max})`;
  console.log(name.padEnd(16) + figures);
}
if (json) {
  const ratios = Object.fromEntries(summary.map(({ name, ratio }) => [name, ratio.median]));
  const ranges = Object.fromEntries(summary.map(({ name, ratio: { min, max } }) => [name, { min, max }]));
  console.log(JSON.stringify({ ratios, spread: ranges }));
}
