import './flame.css';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { FlameNode } from '../../../src/model/flame/flame-node.ts';
import { type FlameDirection, flameRows, neighbour } from '../../../src/model/flame/layout.ts';
import { countNarrow } from '../../../src/model/flame/narrow-boxes.ts';
import { keyOfNode, nodeOfKey } from '../../../src/model/flame/node-key.ts';
import { counted } from '../../../src/model/format/text.ts';
import { useWidth } from '../use-width.ts';
import { type Drawing, drawFlame, type FlamePaint, ROW_PIXELS } from './draw.ts';
import { FlameStatus, type FlameTexts } from './flame-status.tsx';

export interface FlameGraphProps extends FlameTexts {
  /** The subject, as in "Flame graph of the trace". */
  of: string;
  /** The colour and pattern of a group. */
  paintOf(group: string): FlamePaint;
  /** The matches of a search. */
  found?: ReadonlySet<FlameNode> | undefined;
  /** Keeps the key of the box that fills the width outside, such as in the URL. */
  zoom?: { key: string | undefined; change(key: string | undefined): void };
  /** Buttons for a box. */
  actions?(node: FlameNode): ReactNode;
}

const DIRECTIONS: Record<string, FlameDirection> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};
const MOST_HEIGHT = 560;

/** A flame graph on a canvas: a click or Enter zooms to a box, Escape back, arrows lead from box to box. */
export function FlameGraph(props: FlameGraphProps) {
  const { root, of, paintOf, found, zoom: inUrl, actions } = props;
  const key = inUrl?.key;
  const zoomed = useMemo(() => (key === undefined ? root : (nodeOfKey(root, key) ?? root)), [root, key]);
  const [shown, setShown] = useState({ root, focus: root, current: zoomed });
  if (shown.root !== root) setShown({ root, focus: root, current: zoomed });
  const { current } = shown;
  const focus = inUrl === undefined ? shown.focus : zoomed;
  const [scrollTop, setScrollTop] = useState(0);
  const [width, measure] = useWidth();
  const canvas = useRef<HTMLCanvasElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => flameRows(focus, width === 0 ? 1 : 0.5 / width), [focus, width]);
  const narrow = useMemo(() => countNarrow(focus, rows), [focus, rows]);
  const height = Math.min(MOST_HEIGHT, rows.length * ROW_PIXELS);
  const drawing: Drawing = { rows, width, height, scrollTop, current, paintOf, found };

  useEffect(() => {
    const draw = () => canvas.current !== null && drawFlame(canvas.current, drawing);
    draw();
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    return () => scheme.removeEventListener('change', draw);
  });

  const look = (node: FlameNode) => setShown({ ...shown, current: node });
  const zoom = (node: FlameNode) => {
    setShown({ root, focus: node, current: node });
    if (node !== focus) inUrl?.change(node === root ? undefined : keyOfNode(node));
  };
  const boxAt = ({ clientX, clientY, currentTarget }: MouseEvent): FlameNode | undefined => {
    const { left, top } = currentTarget.getBoundingClientRect();
    const at = (clientX - left) / Math.max(1, width);
    const row = rows[Math.floor((clientY - top + scrollTop) / ROW_PIXELS)];
    return row?.find(({ begin, end }) => begin <= at && at < end)?.node;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    if (direction !== undefined) reveal(neighbour(rows, current, direction));
    else if (event.key === 'Enter') zoom(current);
    else if (event.key === 'Escape') zoom(focus.parent ?? root);
    else return;
    event.preventDefault();
  };
  const reveal = (node: FlameNode) => {
    look(node);
    const depth = rows.findIndex((row) => row.some((box) => box.node === node));
    const top = depth * ROW_PIXELS;
    const seen = scroller.current;
    if (seen === null) return;
    if (top < seen.scrollTop) seen.scrollTop = top;
    else if (top + ROW_PIXELS > seen.scrollTop + height) seen.scrollTop = top + ROW_PIXELS - height;
  };
  return (
    <figure className="flame" aria-label={`Flame graph of ${of}`}>
      <div
        className="flame-scroller"
        ref={scroller}
        style={{ maxHeight: MOST_HEIGHT }}
        onScroll={({ currentTarget }) => setScrollTop(currentTarget.scrollTop)}
      >
        <div ref={measure} style={{ height: rows.length * ROW_PIXELS }}>
          {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: arrows and Enter work in it */}
          <canvas
            ref={canvas}
            tabIndex={0}
            role="application"
            aria-roledescription="flame graph"
            aria-label={`Boxes of ${of}. Arrows lead from box to box, Enter zooms, Escape zooms out.`}
            style={{ width, height }}
            onMouseMove={(event) => look(boxAt(event) ?? current)}
            onClick={(event) => zoom(boxAt(event) ?? current)}
            onKeyDown={onKeyDown}
          />
        </div>
      </div>
      <FlameStatus node={current} {...props}>
        {actions?.(current)}
        {focus !== root && (
          <button type="button" onClick={() => zoom(root)}>
            Whole graph
          </button>
        )}
      </FlameStatus>
      {width > 0 && narrow > 0 && (
        <p className="quiet flame-narrow">{counted(narrow, 'box', 'boxes')} too narrow to be drawn</p>
      )}
    </figure>
  );
}
