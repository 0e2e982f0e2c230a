import { diag } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import { DeferredProfiles } from './deferred-profiles.ts';
import type { FlushSignal } from './flush-on-signal.ts';
import type { CreateTransport } from './otlp/transport.ts';
import { pprofBindings } from './pprof.ts';
import { startPush } from './pyroscope/pyroscope-push.ts';
import { type DeliveryReport, REPORT_TO_DIAG } from './report.ts';
import { canLabelSamples, OLDEST_LABELLING_NODE } from './spans/async-context.ts';
import { ProfilingContextManager } from './spans/context-manager.ts';
import { LocalRootProcessor } from './spans/span-processor.ts';
import type { StartedProfiling } from './started-profiling.ts';

const DEFAULT_INTERVAL_MILLISECONDS = 15_000;

export type { FlushSignal };

/** The destination of profiles: a Collector, a Pyroscope, or nowhere. */
export type ProfileDestination = 'otlp' | 'pyroscope' | 'off';

export interface ProfilingOptions {
  /** The resource of the other signals. */
  readonly resource: Resource;
  /** Default: `otlp`, where this Node.js can. */
  readonly destination?: ProfileDestination | undefined;
  /** The time from one export to the next; default: 15,000. */
  readonly intervalMilliseconds?: number | undefined;
  /** The signal at which profiles are sent at once. None by default: a listener takes away what the signal does else. */
  readonly flushSignal?: FlushSignal | undefined;
  /** Default: true, by a listener of the process's `exit`. False for a caller that does it without a listener, by `halt`. */
  readonly haltsAtExit?: boolean | undefined;
  /** How long there are no profiles without a span, which short programs do not pay for then; default: 0. By OTLP only. */
  readonly delayMilliseconds?: number | undefined;
  /** Default: the diagnostic logger. */
  readonly report?: DeliveryReport;
  /** Default: that of the stock OTLP exporters. */
  readonly createTransport?: CreateTransport;
}

const OFF: StartedProfiling = {
  contextManager: undefined,
  spanProcessors: [],
  observe: () => {},
  halt: () => {},
  stop: async () => {},
};

/** Starts continuous profiling of this thread. Never throws: where it cannot run, it says so (as a warning where a destination was given) and stays off. */
export function startProfiling(options: ProfilingOptions): StartedProfiling {
  const { resource, destination, flushSignal, intervalMilliseconds = DEFAULT_INTERVAL_MILLISECONDS } = options;
  if (destination === 'off' || !canRun(destination)) return OFF;
  if (destination === 'pyroscope') return startPush({ resource, intervalMilliseconds });
  const { report = REPORT_TO_DIAG, createTransport, haltsAtExit = true, delayMilliseconds = 0 } = options;
  // A sender may signal at any time and must find a listener.
  const delay = flushSignal === undefined ? delayMilliseconds : 0;
  try {
    const profiles = new DeferredProfiles(
      { resource, report, createTransport, intervalMilliseconds, flushSignal },
      { delay, onFailure: warnOfNoStart },
    );
    const halt = () => profiles.halt();
    if (haltsAtExit) process.once('exit', halt);
    return {
      contextManager: new ProfilingContextManager(profiles.labels),
      spanProcessors: [new LocalRootProcessor(profiles.labels)],
      observe: () => profiles.observe(),
      halt,
      stop: () => {
        process.removeListener('exit', halt);
        return profiles.stop();
      },
    };
  } catch (error) {
    warnOfNoStart(error);
    return OFF;
  }
}

function warnOfNoStart(error: unknown): void {
  warnOfNoProfiles('profiling could not start', error);
}

function canRun(destination: ProfileDestination | undefined): boolean {
  if (destination !== 'pyroscope' && !canLabelSamples()) {
    const level = destination === undefined ? 'info' : 'warn';
    diag[level](
      `profiling needs Node ${OLDEST_LABELLING_NODE} or later, this is ${process.versions.node}: it stays off`,
    );
    return false;
  }
  try {
    pprofBindings('time');
    return true;
  } catch (error) {
    warnOfNoProfiles('@datadog/pprof cannot be loaded', error);
    return false;
  }
}

function warnOfNoProfiles(what: string, error: unknown): void {
  const { code, message } = error as NodeJS.ErrnoException;
  diag.warn(
    `there are no profiles, all else runs: ${what} (${code ?? message}); without this line: CORTEX_PROFILES=off`,
  );
}
