import type { JudgedStage } from './scenario.ts';

/** The pause between two stages, for remaining work of the first. */
const PAUSE_SECONDS = 2;

/** Sets the start of each stage, one after the other. */
export function inSequence(stages: readonly Omit<JudgedStage, 'startSeconds'>[]): JudgedStage[] {
  let next = 0;
  return stages.map((stage) => {
    const startSeconds = next;
    next += stage.seconds + PAUSE_SECONDS;
    return { ...stage, startSeconds };
  });
}
