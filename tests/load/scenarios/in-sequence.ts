import type { JudgedStage } from './scenario.ts';

/** Between two stages, for what the first left behind to be done. */
const PAUSE_SECONDS = 2;

/** Gives each stage its start, one after the other. */
export function inSequence(stages: readonly Omit<JudgedStage, 'startSeconds'>[]): JudgedStage[] {
  let next = 0;
  return stages.map((stage) => {
    const startSeconds = next;
    next += stage.seconds + PAUSE_SECONDS;
    return { ...stage, startSeconds };
  });
}
