import { readFileSync, writeFileSync } from 'node:fs';
import type { Figures } from './figures.ts';
import { costTables } from './sections/costs.ts';
import { limitTable, machineTables, summaryTable } from './sections/machines.ts';
import { introduction, whatIsMeasured } from './sections/prose.ts';
import { replicaTable } from './sections/replicas.ts';

export const FIGURES = new URL('figures.json', import.meta.url);
export const PAGE = new URL('../../../docs/scale.md', import.meta.url);
const START = '<!-- capacity -->';
const END = '<!-- /capacity -->';

/** What the figures say, as Markdown. */
export function section(figures: Figures): string {
  return [
    introduction(figures),
    summaryTable(figures),
    costTables(figures),
    replicaTable(figures),
    limitTable(figures),
    machineTables(figures),
    whatIsMeasured(figures),
  ].join('\n\n');
}

/** The page with the section between its two markers. @throws a TypeError when a marker is missing */
export function withSection(page: string, figures: Figures): string {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start === -1 || end < start) throw new TypeError(`expected the markers ${START} and ${END} in docs/scale.md`);
  return `${page.slice(0, start)}${START}\n\n${section(figures)}\n\n${page.slice(end)}`;
}

/** Stores the figures, and renews the page. */
export function writePage(figures: Figures): void {
  writeFileSync(FIGURES, `${JSON.stringify(figures, null, 2)}\n`);
  writeFileSync(PAGE, withSection(readFileSync(PAGE, 'utf8'), figures));
}
