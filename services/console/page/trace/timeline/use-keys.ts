import { type KeyboardEvent, useCallback } from 'react';
import { moveOf, zoomOf } from '../../../src/model/waterfall/moves.ts';
import type { Row } from '../../../src/model/waterfall/rows.ts';
import { useLookedAt } from '../looked-at.ts';
import type { TimelineState } from './use-timeline.ts';

export interface KeysOptions {
  /** Shows the details of a row. */
  choose(index: number): void;
  /** Moves the focus into the details. */
  onDetails(): void;
  /** The number of rows in view. */
  pageRows: number;
}

/** The keyboard shortcuts of the rows. */
export function useKeys(timeline: TimelineState, { choose, onDetails, pageRows }: KeysOptions) {
  const { selected, select } = useLookedAt();
  return useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { key } = event;
      if (key === 'Enter' || key === ' ') {
        choose(timeline.active);
        onDetails();
      } else if (key === 'Escape') {
        if (selected !== undefined) select(undefined);
      } else if (key === 'n' || key === 'p') timeline.goToMatch(key === 'n' ? 1 : -1);
      else if (!moves(key, timeline, pageRows)) return;
      event.preventDefault();
    },
    [timeline, choose, onDetails, pageRows, selected, select],
  );
}

/** Returns false for a key without a shortcut. */
function moves(key: string, timeline: TimelineState, pageRows: number): boolean {
  const { waterfall, visible, active, activate, folding, zoom } = timeline;
  const move = moveOf(key, { rows: waterfall.rows, visible, folded: folding.folded, active, pageRows });
  const row = waterfall.rows[active] as Row;
  const part = zoomOf(key, { shown: zoom.shown, whole: zoom.whole, row: row.interval });
  if (part !== undefined) zoom.show(part);
  if (move !== undefined) {
    if ('to' in move) activate(move.to);
    else folding.fold(active, move.isFolded);
  }
  return part !== undefined || move !== undefined;
}
