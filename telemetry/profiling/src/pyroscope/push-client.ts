import { dirname, join } from 'node:path';
import { diag } from '@opentelemetry/api';
import { pprof } from '../pprof.ts';
import { canLabelSamples } from '../spans/async-context.ts';
import { type LocalRoot, labelsOf } from '../spans/local-root.ts';

interface Rounds {
  timer?: NodeJS.Timeout;
  scheduleProfilingRound(): void;
  profilingRound(): Promise<void>;
  stop(): Promise<void>;
}

interface StartOptions {
  readonly samplingDurationMs: number;
  readonly samplingIntervalMicros: number;
  readonly collectCpuTime: boolean;
}

interface WallProfiler {
  lastSamplingIntervalMicros: number;
  start(options: StartOptions): void;
  newContext(context: object): void;
  generateLabels(sample: { readonly context?: { readonly context?: object } }): Record<string, string>;
}

interface Internals {
  readonly wallProfiler: Rounds & { readonly profiler: WallProfiler };
  readonly heapProfiler: Rounds;
}

/**
 * Changes what Pyroscope's client has no options for. Its timers no longer keep an idle process alive. No round starts after its stop: such a round
 * throws and ends the process. And its labels follow asynchronous work. Relies on the exactly pinned version of the client; call it after `init`.
 */
export function adaptClient(require: NodeJS.Require): void {
  const file = join(dirname(require.resolve('@pyroscope/nodejs')), 'utils/pyroscope-profiler.js');
  const { wallProfiler, heapProfiler }: Internals = require(file).getProfiler();
  tameRounds(wallProfiler);
  tameRounds(heapProfiler);
  if (canLabelSamples()) followAsyncWork(wallProfiler.profiler);
}

function tameRounds(rounds: Rounds): void {
  const { scheduleProfilingRound: schedule, profilingRound: run, stop } = rounds;
  let isStopped = false;
  rounds.stop = () => {
    isStopped = true;
    return stop.call(rounds);
  };
  rounds.scheduleProfilingRound = () => {
    if (isStopped) return;
    schedule.call(rounds);
    rounds.timer?.unref();
  };
  rounds.profilingRound = async () => {
    if (isStopped) return;
    await run.call(rounds).catch((error) => diag.warn('profiles of one interval were not pushed to Pyroscope', error));
  };
}

function followAsyncWork(profiler: WallProfiler): void {
  profiler.start = ({ samplingDurationMs, samplingIntervalMicros, collectCpuTime }) => {
    profiler.lastSamplingIntervalMicros = samplingIntervalMicros;
    pprof().time.start({
      durationMillis: samplingDurationMs,
      intervalMicros: samplingIntervalMicros,
      collectCpuTime,
      withContexts: true,
      workaroundV8Bug: true,
      useCPED: true,
    });
  };
  // The client's own method would label whatever runs next.
  profiler.newContext = () => {};
  profiler.generateLabels = ({ context }) => spanLabels(context?.context as Partial<LocalRoot> | undefined);
}

/** The labels with which Pyroscope finds the profile of a span. */
function spanLabels(root: Partial<LocalRoot> | undefined): Record<string, string> {
  if (root?.traceId === undefined || root.spanId === undefined) return {};
  return { ...labelsOf(root as LocalRoot), trace_id: root.traceId, span_id: root.spanId };
}
