import type { SpanNode } from '@cortex/trace-testing/trace';
import { useCallback, useState } from 'react';
import { rowsAbove, type Waterfall } from '../../../src/model/waterfall/waterfall.ts';

export interface Folding {
  folded: ReadonlySet<SpanNode>;
  /** Folds a row, or unfolds it. */
  fold(index: number, isFolded: boolean): void;
  /** Leaves only the roots and their children in view. */
  foldAll(): void;
  unfoldAll(): void;
  /** Unfolds everything above a row. */
  reveal(index: number): void;
}

/** Which rows are folded. */
export function useFolding(waterfall: Waterfall): Folding {
  const { rows } = waterfall;
  const [folded, setFolded] = useState<ReadonlySet<SpanNode>>(new Set());
  const fold = useCallback(
    (index: number, isFolded: boolean) => {
      const span = rows[index]?.span;
      if (span !== undefined)
        setFolded((before) => (isFolded ? before.union(new Set([span])) : without(before, [span])));
    },
    [rows],
  );
  const reveal = useCallback(
    (index: number) => {
      const above = rowsAbove(rows, index).flatMap((one) => rows[one]?.span ?? []);
      setFolded((before) => (above.some((span) => before.has(span)) ? without(before, above) : before));
    },
    [rows],
  );
  const foldAll = useCallback(
    () =>
      setFolded(new Set(rows.filter(({ depth, end }, index) => depth > 0 && end > index + 1).map(({ span }) => span))),
    [rows],
  );
  const unfoldAll = useCallback(() => setFolded(new Set()), []);
  return { folded, fold, foldAll, unfoldAll, reveal };
}

function without(all: ReadonlySet<SpanNode>, some: readonly SpanNode[]): ReadonlySet<SpanNode> {
  return all.difference(new Set(some));
}
