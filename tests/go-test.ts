import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** One line of `go test -json`; events of a package have no `Test`. */
const TestEvent = z.object({
  Action: z.string(),
  Package: z.string().optional(),
  Test: z.string().optional(),
  Output: z.string().optional(),
});
type TestEvent = z.infer<typeof TestEvent>;

export interface GoTestTally {
  passed: number;
  failed: number;
}

/** Runs the Go tests of a module, prints the output of failing ones, and counts tests and subtests. */
export async function goTest(moduleDirectory: string): Promise<GoTestTally> {
  // Go's cache of results does not notice changes outside of the module, such as in the contract.
  const child = spawn('go', ['test', '-count=1', '-json', './...'], {
    cwd: moduleDirectory,
    env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  const tally: GoTestTally = { passed: 0, failed: 0 };
  const printed = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) count(readEvent(line), { tally, printed });
  const code = await exit;
  console.log(`${tally.passed} passed, ${tally.failed} failed in ${moduleDirectory}`);
  // A package that does not compile has no tests, but counts as a failure.
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** A line that is not JSON comes from the compiler. */
function readEvent(line: string): TestEvent {
  try {
    return TestEvent.parse(JSON.parse(line));
  } catch {
    return { Action: 'build-output', Output: `${line}\n` };
  }
}

function count(event: TestEvent, { tally, printed }: { tally: GoTestTally; printed: Map<string, string> }): void {
  const key = `${event.Package} ${event.Test}`;
  if (event.Action === 'build-output') process.stdout.write(event.Output ?? '');
  if (event.Action === 'output') printed.set(key, (printed.get(key) ?? '') + event.Output);
  if (event.Action === 'fail') process.stdout.write(printed.get(key) ?? '');
  if (event.Test === undefined) return;
  if (event.Action === 'pass') tally.passed++;
  if (event.Action === 'fail') tally.failed++;
}
