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
  /** The resource that the other signals have. */
  readonly resource: Resource;
  /** Default: `otlp`, if this Node.js can label samples. */
  readonly destination?: ProfileDestination | undefined;
  /** The time from one export to the next. Default: 15,000. */
  readonly intervalMilliseconds?: number | undefined;
  /** The signal that sends profiles at once. None by default, because a listener disables the default action of the signal. */
  readonly flushSignal?: FlushSignal | undefined;
  /** Whether a listener of the process's `exit` halts the sampling. Default: true. With false, the caller has to call `halt` itself. */
  readonly haltsAtExit?: boolean | undefined;
  /** The time after which profiling starts even without a span, so that short programs do not pay for it. Default: 0. Only for OTLP. */
  readonly delayMilliseconds?: number | undefined;
  /** Default: the diagnostic logger. */
  readonly report?: DeliveryReport;
  /** Default: the HTTP transport of OpenTelemetry's OTLP exporters. */
  readonly createTransport?: CreateTransport;
}

const OFF: StartedProfiling = {
  contextManager: undefined,
  spanProcessors: [],
  observe: () => {},
  halt: () => {},
  stop: async () => {},
};

/** Starts continuous profiling of this thread. Never throws: when it cannot run, it logs the reason (as a warning if a destination was given) and stays off. */
export function startProfiling(options: ProfilingOptions): StartedProfiling {
  const { resource, destination, flushSignal, intervalMilliseconds = DEFAULT_INTERVAL_MILLISECONDS } = options;
  if (destination === 'off' || !canRun(destination)) return OFF;
  if (destination === 'pyroscope') return startPush({ resource, intervalMilliseconds });
  const { report = REPORT_TO_DIAG, createTransport, haltsAtExit = true, delayMilliseconds = 0 } = options;
  // The signal can come at any time, and there must be a listener for it.
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
      `running without profiles: they need Node.js ${OLDEST_LABELLING_NODE} or later, this is ${process.versions.node}`,
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
  diag.warn(`running without profiles: ${what} (${code ?? message}); CORTEX_PROFILES=off silences this warning`);
}
