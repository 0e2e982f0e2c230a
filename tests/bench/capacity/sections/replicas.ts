import type { Figures } from '../figures.ts';
import { ASSUMPTIONS } from '../machines/assumptions.ts';
import { carriedBy } from '../machines/limits.ts';
import { costOf, SERVICES } from '../machines/tiers.ts';
import { number, table } from './table.ts';

/** What one more process of a service carries, and what it costs even when idle. */
export function replicaTable({ variants: { many } }: Figures): string {
  const rows = SERVICES.map((name) => {
    const { idleCores, idleMegabytes, loadMegabytes } = costOf(name, many);
    const carried = carriedBy(1, name, { figures: many, assumptions: ASSUMPTIONS });
    const series = many.series[name] ?? 0;
    return [
      name,
      number(carried),
      number(idleCores * 100),
      `${idleMegabytes}, ${loadMegabytes}`,
      number(series),
      number(series / ASSUMPTIONS.exportSeconds),
    ];
  });
  return [
    '## What a replica adds',
    `It carries the inputs of a core that is used to ${ASSUMPTIONS.utilisation * 100} %. The other columns are what it costs even without inputs. The series are those of inputs and streams: each further route and tool adds some.`,
    table(
      ['A process of', 'inputs a second', 'idle, % of a core', 'MB, idle and under load', 'series', 'samples a second'],
      rows,
    ),
  ].join('\n\n');
}
