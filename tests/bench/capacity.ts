/**
 * `npm run bench -- capacity [--json] [--write]`: what an input costs at every tier, and from it the machines for 1,000, 100,000 and
 * 10,000,000 inputs a second. Stacks of the bench's own run one after the other, in turns, each in several rounds.
 */
import { exitWith, failIfInterrupted, listenForInterruption, outliveConsole, say } from '@cortex/local/console';
import type { Measurement } from './capacity/difference.ts';
import { type Figures, figuresOf, readFigures } from './capacity/figures.ts';
import { emptyStores, measure } from './capacity/measure.ts';
import { type CapacityOptions, readCapacityOptions } from './capacity/options.ts';
import { capacityPage, writePage } from './capacity/page.ts';
import { VARIANTS, type VariantName } from './capacity/variants.ts';
import { progress } from './command-line/progress.ts';

const NAMES = Object.keys(VARIANTS) as VariantName[];

async function main(): Promise<void> {
  const options = readCapacityOptions(process.argv.slice(2));
  const { stop: signal } = listenForInterruption(say);
  const figures = options.figures === undefined ? await measureAll(options, signal) : readFigures(options.figures);
  say(capacityPage(figures).trimEnd());
  if (options.write) writePage(figures);
  if (options.json) say(JSON.stringify(figures));
}

async function measureAll({ rounds, rate, seconds }: CapacityOptions, signal: AbortSignal): Promise<Figures> {
  const shown = progress(process.stdout);
  const measured: Record<VariantName, Measurement[]> = { one: [], sampled: [], many: [] };
  try {
    shown.show('empty stores', 0, 0);
    const empty = await emptyStores(signal);
    for (let round = 0; round < rounds; round++) {
      for (const name of round % 2 === 0 ? NAMES : NAMES.toReversed()) {
        shown.show(`round ${round + 1} of ${rounds}: ${VARIANTS[name].about}`, 0, 0);
        measured[name].push(await measure({ variant: VARIANTS[name], rate, seconds, signal }));
      }
    }
    return figuresOf({ rate, seconds, rounds, empty, measured });
  } finally {
    shown.end();
  }
}

outliveConsole();
await exitWith(main().catch(failIfInterrupted));
