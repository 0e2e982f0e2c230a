import { writeFileSync } from 'node:fs';
import type { Figures } from './figures.ts';
import { costTables } from './sections/costs.ts';
import { limitTable, machineTables, summaryTable } from './sections/machines.ts';
import { introduction, whatIsMeasured } from './sections/prose.ts';
import { replicaTable } from './sections/replicas.ts';

export const FIGURES = new URL('figures.json', import.meta.url);
export const PAGE = new URL('../../../docs/capacity.md', import.meta.url);

/** The whole page that the figures give, as Markdown. */
export function capacityPage(figures: Figures): string {
  const sections = [
    '# Capacity',
    introduction(figures),
    summaryTable(figures),
    costTables(figures),
    replicaTable(figures),
    limitTable(figures),
    machineTables(figures),
    whatIsMeasured(figures),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Stores the figures, and writes the page. */
export function writePage(figures: Figures): void {
  writeFileSync(FIGURES, `${JSON.stringify(figures, null, 2)}\n`);
  writeFileSync(PAGE, capacityPage(figures));
}
