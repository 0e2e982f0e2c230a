import type { Evidence } from './evidence.ts';
import type { Candidate, Finding } from './finding.ts';
import { circuits } from './findings/circuits.ts';
import { cpu } from './findings/cpu.ts';
import { errors } from './findings/errors.ts';
import { eventLoop } from './findings/event-loop.ts';
import { faults } from './findings/faults.ts';
import { missing } from './findings/missing.ts';
import { payload } from './findings/payload.ts';
import { queries } from './findings/queries.ts';
import { retries } from './findings/retries.ts';
import { slower } from './findings/slower.ts';
import { time } from './findings/time.ts';
import { waits } from './findings/waits.ts';
import { warnings } from './findings/warnings.ts';
import { type View, viewOf } from './view.ts';

const ASKED = [
  faults,
  circuits,
  errors,
  retries,
  waits,
  queries,
  payload,
  cpu,
  eventLoop,
  slower,
  time,
  warnings,
  missing,
];
/** Findings that explain less than this share of the time are noise. */
const LEAST_SHARE = 0.03;
const MOST_SPANS = 5;

export interface Explanation {
  view: View;
  /** The likeliest cause first; log lines and what is missing last. */
  findings: Finding[];
}

/** Explains a trace from the evidence alone. */
export function explain(evidence: Evidence): Explanation {
  const view = viewOf(evidence);
  const candidates = ASKED.flatMap((ask) => ask(view)).filter((one) => matters(one, view));
  const findings = withoutRepetition(candidates.sort((a, b) => b.weight - a.weight)).map((one) => toFinding(one, view));
  return { view, findings };
}

function matters({ milliseconds }: Candidate, view: View): boolean {
  return milliseconds === undefined || milliseconds >= view.milliseconds * LEAST_SHARE;
}

/** Drops "it was slower than usual" and "the time was spent here" for a span in which a cause was found: they add nothing. */
function withoutRepetition(sorted: Candidate[]): Candidate[] {
  const explained = new Set<string>();
  return sorted.filter(({ kind, evidence: { spans = [] } }) => {
    const isPlace = kind === 'time' || kind === 'slower_than_usual';
    const isNew = !isPlace || spans.some((span) => !explained.has(span));
    if (kind !== 'missing') for (const span of spans) explained.add(span);
    return isNew;
  });
}

function toFinding({ weight: _, milliseconds, numbers, evidence, ...finding }: Candidate, view: View): Finding {
  return {
    ...finding,
    ...(milliseconds !== undefined && {
      milliseconds: rounded(milliseconds),
      share: Math.min(1, rounded(milliseconds / Math.max(view.milliseconds, 0.001))),
    }),
    ...(numbers && {
      numbers: Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, rounded(value)])),
    }),
    evidence: { ...evidence, ...(evidence.spans && { spans: [...new Set(evidence.spans)].slice(0, MOST_SPANS) }) },
  };
}

function rounded(number: number): number {
  return Math.round(number * 1000) / 1000;
}
