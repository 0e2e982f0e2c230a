import type { Figures, VariantFigures } from '../figures.ts';

const JAEGER_ON_DISK = 'jaeger (Badger)';

/**
 * The figures of many machines, with what a stored trace costs. Their own Jaeger gets few of the traces, one machine's gets all; each span
 * is taken to cost the same.
 */
export function manyMachines({ one, many }: Figures['variants']): VariantFigures {
  const { jaeger } = one.processes;
  const bytes = one.storedBytes[JAEGER_ON_DISK];
  if (jaeger === undefined || bytes === undefined) throw new Error('expected figures of jaeger on one machine');
  const spans = many.items.spans.median / one.items.spans.median;
  const times = (of: typeof bytes) => ({ median: of.median * spans, min: of.min * spans, max: of.max * spans });
  return {
    ...many,
    processes: { ...many.processes, jaeger: { ...jaeger, cpuMilliseconds: times(jaeger.cpuMilliseconds) } },
    storedBytes: { ...many.storedBytes, [JAEGER_ON_DISK]: times(bytes) },
  };
}
