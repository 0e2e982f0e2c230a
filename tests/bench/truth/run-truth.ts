import { seededRandom } from '../../e2e/faults/random.ts';
import { StartedPlatform } from '../../platform/platform.ts';
import type { StartedProcesses } from '../../platform/process-runner.ts';
import { compareCounters, type Mismatch } from './counters/compare.ts';
import { expectedCounts } from './counters/expected.ts';
import { examine } from './judge/examine.ts';
import type { Verdict } from './judge/verdict.ts';
import { Conditions, planPhases } from './phases.ts';
import { inputs } from './requests/inputs.ts';
import { sendMix } from './send-mix.ts';
import { Stage } from './stage.ts';
import { closeConnections } from './wire/send.ts';

export interface RunOptions {
  /** A platform without earlier requests: its counters are taken as they are. */
  processes: StartedProcesses;
  requests: number;
  seed: number;
  signal: AbortSignal;
  /** Called with the progress of each part. */
  onProgress(what: string, done: number, total: number): void;
}

export interface Outcome {
  verdicts: Verdict[];
  mismatches: Mismatch[];
}

/** Sends a seeded mix of requests, then queries the backends about each of them. */
export async function runTruth({ processes, requests, seed, signal, onProgress }: RunOptions): Promise<Outcome> {
  const stage = await Stage.open(processes);
  const conditions = new Conditions(processes);
  try {
    // The services connect to each other with their first calls, which would appear in a trace.
    await inputs.send({ stage, phase: 'plain', random: seededRandom(seed) });
    await conditions.settled(signal);
    await sendMix({
      stage,
      conditions,
      phases: planPhases(requests),
      seed,
      signal,
      onProgress: (sent) => onProgress('requests sent', sent, requests),
    });
  } finally {
    await stage.close();
    closeConnections();
  }
  const platform = new StartedPlatform(processes);
  const { expectations } = stage;
  const verdicts = await examine({
    platform,
    expectations,
    signal,
    onProgress: (settled) => onProgress('traces as expected', settled, expectations.length),
  });
  onProgress('comparing counters', 0, 0);
  return { verdicts, mismatches: await compareCounters(platform, expectedCounts(verdicts), signal) };
}
