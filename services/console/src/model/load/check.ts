import type { Figure, LoadResult } from './result.ts';

export type Verdict = 'ok' | 'falls short' | 'worse' | 'seen' | 'not measured';

export interface CheckedFigure extends Figure {
  /** The same figure in the last run. */
  last: number | undefined;
  verdict: Verdict;
}

/** The factor from which a figure is worse than in the last run; smaller differences are noise. */
const WORSE_BY = 2;
/** A figure is worse only if it uses this fraction of its baseline. */
const WORTH_A_WORD = 0.5;

/** Compares each figure of a run with its baseline and with the last run of the same scenario. */
export function checkResult(result: LoadResult, last?: LoadResult): CheckedFigure[] {
  return result.figures.map((figure) => {
    const before = last?.figures.find(({ row, figure: name }) => row === figure.row && name === figure.figure)?.got;
    return { ...figure, last: before ?? undefined, verdict: verdictOf(figure, before ?? undefined) };
  });
}

/** Whether a figure fails the run. A short run may not have had the time to measure everything. */
export function isFailure({ verdict, baseline }: CheckedFigure, isFullLength: boolean): boolean {
  if (verdict === 'not measured') return isFullLength && baseline !== undefined;
  return verdict === 'falls short' || verdict === 'worse';
}

function verdictOf({ got, baseline, good }: Figure, last: number | undefined): Verdict {
  if (got === null) return 'not measured';
  if (baseline === undefined) return 'seen';
  if (good === 'above' ? got < baseline : got > baseline) return 'falls short';
  const isWorse = good === 'below' && last !== undefined && got > last * WORSE_BY && got > baseline * WORTH_A_WORD;
  return isWorse ? 'worse' : 'ok';
}
