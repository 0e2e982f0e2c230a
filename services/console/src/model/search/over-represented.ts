import type { Trace } from '@cortex/trace-testing/trace';

/** A value of an attribute that is more frequent in the chosen traces than in the others. */
export interface InCommon {
  attribute: string;
  value: string;
  /** The number of chosen traces with it. */
  chosen: number;
  others: number;
}

/** The name for service and span name together, which are no attribute. */
export const OPERATION = 'operation';
/** Fewer traces share values by chance. */
const FEWEST_CHOSEN = 3;
const LEAST_SHARE = 0.5;
/** How much larger the share among the chosen must be than among the others. */
const LEAST_DIFFERENCE = 0.3;
const MOST = 5;
const LONGEST_VALUE = 60;
/** Attributes that differ in each trace, or repeat the span's kind. */
const NEVER_SHARED =
  /(^|[._])(id|uuid)$|\.id$|^otel\.|^span\.kind$|^internal\.|port$|^network\.peer|^client\.(address|port)/;

/** Values that the chosen traces share and the others do not, the most significant first. */
export function overRepresented(chosen: readonly Trace[], others: readonly Trace[]): InCommon[] {
  if (chosen.length < FEWEST_CHOSEN || others.length < FEWEST_CHOSEN) return [];
  const [inChosen, inOthers] = [countValues(chosen), countValues(others)];
  const scored = [...inChosen].map(([key, count]) => {
    const elsewhere = inOthers.get(key) ?? 0;
    return { key, count, elsewhere, difference: count / chosen.length - elsewhere / others.length };
  });
  return scored
    .filter(({ count, difference }) => count / chosen.length >= LEAST_SHARE && difference >= LEAST_DIFFERENCE)
    .sort((a, b) => b.difference - a.difference)
    .slice(0, MOST)
    .map(({ key, count, elsewhere }) => {
      const [attribute, value] = JSON.parse(key) as [string, string];
      return { attribute, value, chosen: count, others: elsewhere };
    });
}

/** The number of traces with each value of each attribute. */
function countValues(traces: readonly Trace[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { spans } of traces) {
    const keys = new Set(
      spans.flatMap(({ attributes, service, name }) => [...keysOf(attributes), key(OPERATION, `${service} ${name}`)]),
    );
    for (const one of keys) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return counts;
}

function keysOf(attributes: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(attributes)
    .filter(([name, value]) => !NEVER_SHARED.test(name) && String(value).length <= LONGEST_VALUE)
    .map(([name, value]) => key(name, String(value)));
}

const key = (attribute: string, value: string): string => JSON.stringify([attribute, value]);
