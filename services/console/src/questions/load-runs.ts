import type { SpoiltFile } from '../backends/json-file.ts';
import { type LoadRun, readLoadResults } from '../backends/load-results.ts';
import { type CheckedFigure, checkResult, isFailure } from '../model/load/check.ts';
import type { Slowest } from '../model/load/result.ts';
import { QuestionError } from './question-error.ts';

/** A run in a list. */
export interface LoadRunSummary {
  /** Identifies the run. */
  file: string;
  scenario: string;
  /** Milliseconds since the epoch. */
  begin: number;
  against: string;
  figures: number;
  /** The number of figures that miss their baselines, or are much worse than in the previous run. */
  short: number;
  notMeasured: number;
}

export interface FigureInTime extends CheckedFigure {
  /** The figure in the last runs of the scenario up to this one, oldest first; null if it was not measured. */
  course: (number | null)[];
}

export interface ShownLoadRun {
  summary: LoadRunSummary;
  figures: FigureInTime[];
  /** The slowest requests, the slowest first. */
  slowest: Slowest[];
}

export interface LoadRuns {
  /** Newest first. */
  runs: LoadRunSummary[];
  /** Undefined if there are no runs. */
  shown: ShownLoadRun | undefined;
  spoilt: SpoiltFile[];
  /** The number of older files that were not read. */
  unread: number;
}

const LONGEST_COURSE = 20;

/** All runs, and one of them compared with its baselines and the previous runs of its scenario. @param file the file of that run; default: the newest */
export async function loadRuns(folder: string, file?: string): Promise<LoadRuns> {
  const { runs, spoilt, unread } = await readLoadResults(folder);
  const at = file === undefined ? 0 : runs.findIndex((run) => run.file === file);
  if (at < 0) throw new QuestionError(`No result in ${folder} is called "${file}", or it cannot be read.`);
  const lines = runs.map((run, index) => lineOf(run, runs.slice(index + 1)));
  return { runs: lines.map(({ summary }) => summary), shown: lines[at] && inTime(lines[at]), spoilt, unread };
}

/** A run and the previous ones of its scenario, newest first. */
interface Line {
  run: LoadRun;
  before: LoadRun[];
  checked: CheckedFigure[];
  summary: LoadRunSummary;
}

function lineOf(run: LoadRun, older: readonly LoadRun[]): Line {
  const { scenario, startedAt, against } = run.result;
  const before = older.filter(({ result }) => result.scenario === scenario);
  const checked = checkResult(run.result, before[0]?.result);
  const summary = {
    file: run.file,
    scenario,
    begin: Date.parse(startedAt),
    against,
    figures: checked.length,
    short: checked.filter((figure) => isFailure(figure, false)).length,
    notMeasured: checked.filter(({ verdict }) => verdict === 'not measured').length,
  };
  return { run, before, checked, summary };
}

function inTime({ run, before, checked, summary }: Line): ShownLoadRun {
  const results = [run, ...before].slice(0, LONGEST_COURSE).map(({ result }) => result);
  const course = ({ row, figure }: CheckedFigure) =>
    results.map(({ figures }) => figures.find((one) => one.row === row && one.figure === figure)?.got ?? null);
  return {
    summary,
    figures: checked.map((figure) => ({ ...figure, course: course(figure).toReversed() })),
    slowest: run.result.slowest.toSorted((a, b) => b.milliseconds - a.milliseconds),
  };
}
