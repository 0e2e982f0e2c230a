/** What can be wrong with a trace, as the figures of the bench name it. */
export const DEVIATIONS = ['orphans', 'wrongParents', 'duplicates', 'wrongStatus', 'missing'] as const;

export type DeviationKind = (typeof DEVIATIONS)[number];

export interface Deviation {
  kind: DeviationKind;
  /** What was expected and what came. */
  text: string;
}
