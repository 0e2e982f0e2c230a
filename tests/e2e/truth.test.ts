import { figuresOf, reportLines } from '../bench/truth/report.ts';
import { type Outcome, runTruth } from '../bench/truth/run-truth.ts';
import { ProcessRunner, type StartedProcesses, TRUSTED_CALLERS } from '../platform/process-runner.ts';
import { chooseSeed } from './faults/random.ts';

const REQUESTS = 300;

const seed = chooseSeed();

let processes: StartedProcesses;
let outcome: Outcome;

beforeAll(async () => {
  console.log(`FAULTS_SEED=${seed} repeats these requests`);
  processes = await new ProcessRunner({ env: TRUSTED_CALLERS }).start();
  const { signal } = new AbortController();
  outcome = await runTruth({ processes, requests: REQUESTS, seed, signal, onProgress: () => {} });
  // The tests below report what is missing.
});

afterAll(() => processes?.stop());

test(`${REQUESTS} requests, among them wrong, abandoned and struck ones, are recorded correctly in traces, logs and counters`, () => {
  const { verdicts, mismatches } = outcome;
  const figures = figuresOf(verdicts, mismatches);
  const nothing = { orphans: 0, wrongParents: 0, duplicates: 0, wrongStatus: 0, missing: 0, counterMismatches: 0 };
  const { traces } = figures;
  // The lines state what was expected of which trace.
  const told = reportLines(figures, verdicts, mismatches);
  expect({ figures, told: told.slice(Object.keys(figures).length) }).toEqual({
    figures: { traces, complete: traces, ...nothing },
    told: [],
  });
  expect(traces).toBeGreaterThan(REQUESTS);
});
