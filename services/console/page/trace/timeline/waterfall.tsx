// biome-ignore-all lint/a11y/useSemanticElements: the rows of a table cannot be positioned freely, as a virtual list needs
// biome-ignore-all lint/a11y/useFocusableInteractive: the tree has the focus and names its active row
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
} from 'react';
import { positionOf } from '../../../src/model/waterfall/visible-rows.ts';
import { rowsAbove } from '../../../src/model/waterfall/waterfall.ts';
import { useLookedAt } from '../looked-at.ts';
import { Ruler } from './ruler.tsx';
import { useKeys } from './use-keys.ts';
import { useRowHeight } from './use-row-height.ts';
import type { TimelineState } from './use-timeline.ts';
import { useWheelZoom } from './use-wheel-zoom.ts';
import { WaterfallRow } from './waterfall-row.tsx';
import './waterfall.css';

export interface WaterfallProps {
  timeline: TimelineState;
  /** Called when the keyboard opens the details. */
  onDetails(): void;
  ref: Ref<HTMLDivElement>;
}

const OVERSCAN = 12;

/** A tree of spans with their times. Only the rows in view are in the DOM; the focus stays on the tree, which names its active row. */
export function Waterfall({ timeline, onDetails, ref }: WaterfallProps) {
  const { waterfall, visible, active, activation, activate, found, folding, zoom } = timeline;
  const { selected, select } = useLookedAt();
  const { rows } = waterfall;
  const grid = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => grid.current as HTMLDivElement);
  const ruler = useRef<HTMLDivElement>(null);
  const id = useId();
  const { row: rowHeight, head } = useRowHeight();
  const virtualizer = useVirtualizer({
    count: visible.length,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    paddingStart: head,
    scrollPaddingStart: head,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows must be measured again when their height changes
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const position = positionOf(visible, active);
  const isVisible = visible[position] === active;
  const wasThere = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the position of the row may change without a selection
  useEffect(() => {
    if (isVisible) virtualizer.scrollToIndex(position, { align: wasThere.current ? 'auto' : 'center' });
    // A link to a span scrolls to it, however much is above.
    if (!wasThere.current && selected !== undefined) grid.current?.scrollIntoView({ block: 'nearest' });
    wasThere.current = true;
  }, [activation, waterfall]);
  const items = virtualizer.getVirtualItems();
  const isInPage = isVisible && items.some(({ index }) => index === position);
  useWheelZoom(grid, { ruler, zoom });
  const choose = useCallback(
    (index: number) => {
      activate(index);
      select(rows[index]?.span.spanId);
    },
    [activate, select, rows],
  );
  const onKeyDown = useKeys(timeline, {
    onDetails,
    choose,
    pageRows: Math.floor((grid.current?.clientHeight ?? 400) / rowHeight) - 1,
  });
  const above = useMemo(() => new Set(rowsAbove(rows, active)), [rows, active]);
  const matching = useMemo(() => new Set(found), [found]);
  const { folded, fold } = folding;
  return (
    <div
      ref={grid}
      role="treegrid"
      tabIndex={0}
      className="waterfall"
      style={{ '--rows-height': `${virtualizer.getTotalSize()}px` } as CSSProperties}
      aria-label="Spans"
      aria-rowcount={visible.length + 1}
      aria-activedescendant={isInPage ? `${id}-${active}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="row" className="waterfall-head" aria-rowindex={1}>
        <span role="columnheader">Service and span</span>
        <span role="columnheader" className="number">
          Time
        </span>
        <span role="columnheader" className="number" title="without what the spans below it took">
          Self
        </span>
        <span role="columnheader">
          <span className="unseen">Timeline</span>
          <Ruler ref={ruler} zoom={zoom} />
        </span>
      </div>
      <div role="rowgroup" style={{ height: virtualizer.getTotalSize() - head }}>
        {items.map(({ index: place, start, size }) => {
          const index = visible[place] as number;
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <WaterfallRow
              key={index}
              id={`${id}-${index}`}
              index={index}
              place={place}
              row={row}
              top={start - head}
              height={size}
              shown={zoom.shown}
              begin={waterfall.extent.begin}
              isActive={index === active}
              isSelected={row.spans.some(({ spanId }) => spanId === selected)}
              isAbove={above.has(index)}
              isMatch={matching.has(index)}
              isFolded={row.end > index + 1 ? folded.has(row.span) : undefined}
              onChoose={choose}
              onFold={fold}
            />
          );
        })}
      </div>
    </div>
  );
}
