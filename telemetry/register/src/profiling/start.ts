import { type ContextManager, diag } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import { reasonOf } from '../diagnostics/print-line.ts';
import type { OutageReport } from '../export/outage-report.ts';
import { canLabelSamples, OLDEST_LABELLING_NODE } from './async-context.ts';
import { ProfilingContextManager } from './context-manager.ts';
import type { CreateTransport } from './otlp/transport.ts';
import { OtlpProfiles } from './otlp-profiles.ts';
import { pprof } from './pprof.ts';
import { startPush } from './pyroscope-push.ts';
import { intervalMilliseconds, isProfilingAskedFor, type ProfileDestination, profileDestination } from './settings.ts';
import { LocalRootProcessor } from './span-processor.ts';

export interface ProfilingOptions {
  /** That of the other signals. */
  readonly resource: Resource;
  readonly report: OutageReport;
  readonly createTransport: CreateTransport;
}

export interface StartedProfiling {
  /** What the SDK has to use, so that samples know their spans. */
  readonly contextManager: ContextManager | undefined;
  readonly spanProcessors: readonly SpanProcessor[];
  /** Counts from now on what is lost: to be called once there is a meter provider. */
  observe(): void;
  /** Sends what was captured last and stops. Never rejects. */
  stop(): Promise<void>;
}

const OFF: StartedProfiling = {
  contextManager: undefined,
  spanProcessors: [],
  observe: () => {},
  stop: async () => {},
};

/** Starts continuous profiling of this thread, as `CORTEX_PROFILES` says. Never throws: where it cannot run, it says so (as a warning where it was asked for) and stays off. */
export function startProfiling({ resource, report, createTransport }: ProfilingOptions): StartedProfiling {
  const destination = profileDestination();
  if (destination === 'off' || !canRun(destination)) return OFF;
  if (destination === 'pyroscope') return startPush({ resource, intervalMilliseconds: intervalMilliseconds() });
  try {
    const options = { resource, report, createTransport, intervalMilliseconds: intervalMilliseconds() };
    const profiles = new OtlpProfiles(options);
    return {
      contextManager: new ProfilingContextManager(profiles.labels),
      spanProcessors: [new LocalRootProcessor(profiles.labels)],
      observe: () => profiles.observe(),
      stop: () => profiles.stop(),
    };
  } catch (error) {
    warnOfNoProfiles('profiling could not start', error);
    return OFF;
  }
}

function canRun(destination: ProfileDestination): boolean {
  if (destination === 'otlp' && !canLabelSamples()) {
    const level = isProfilingAskedFor() ? 'warn' : 'info';
    diag[level](
      `profiling needs Node ${OLDEST_LABELLING_NODE} or later, this is ${process.versions.node}: it stays off`,
    );
    return false;
  }
  try {
    pprof();
    return true;
  } catch (error) {
    warnOfNoProfiles('@datadog/pprof cannot be loaded', error);
    return false;
  }
}

function warnOfNoProfiles(what: string, error: unknown): void {
  diag.warn(
    `there are no profiles, all else runs: ${what} (${reasonOf(error)}); without this line: CORTEX_PROFILES=off`,
  );
}
