import { printable } from '@cortex/console/model';
import { type Backends, explainTrace } from '@cortex/console/questions';
import type { Trace } from '@cortex/trace-testing';
import { duration } from './text.ts';

/** Explains in lines why the trace took so long or failed: the findings, the likeliest cause first, each with its functions and log lines. */
export async function explanationOf(trace: Trace, backends: Backends): Promise<string[]> {
  const { findings } = await explainTrace(trace, backends);
  return findings.flatMap(({ summary, evidence: { functions = [], logs = [] } }, index) => [
    `${index + 1}. ${printable(summary)}`,
    ...functions.map(
      ({ name, place, milliseconds }) => `   ${duration(milliseconds * 1000)} ${printable(`${name} ${place}`).trim()}`,
    ),
    ...logs.map((line) => `   ${printable(line)}`),
  ]);
}
