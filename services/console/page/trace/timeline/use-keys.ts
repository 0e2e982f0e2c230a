import { type KeyboardEvent, useCallback } from 'react';
import { moveOf, zoomOf } from '../../../src/model/waterfall/moves.ts';
import type { Row } from '../../../src/model/waterfall/rows.ts';
import { useLookedAt } from '../looked-at.ts';
import type { TimelineState } from './use-timeline.ts';

export interface KeysOptions {
  /** Shows the details of a row. */
  choose(index: number): void;
  /** Puts the keyboard into the details. */
  onDetails(): void;
  /** Rows in sight. */
  pageRows: number;
}

/** What the keys do while the keyboard is at the rows. */
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

/** False for a key that means nothing here. */
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
