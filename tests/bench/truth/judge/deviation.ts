/** Kinds of errors of a trace, as in the bench's figures. */
export const DEVIATIONS = ['orphans', 'wrongParents', 'duplicates', 'wrongStatus', 'missing'] as const;

export type DeviationKind = (typeof DEVIATIONS)[number];

export interface Deviation {
  kind: DeviationKind;
  /** What was expected and what came. */
  text: string;
}
