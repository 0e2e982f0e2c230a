import { type PointerEvent, useState } from 'react';

/** A rectangle in a drawing, in pixels from the upper left corner. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Position {
  x: number;
  y: number;
}

/** A smaller drag counts as a click. */
const LEAST_PIXELS = 5;

/** Selects a rectangle by dragging. */
export function useBrush(onChoose: (box: Box) => void) {
  const [drag, setDrag] = useState<{ start: Position; now: Position }>();
  const box = drag === undefined ? undefined : boxOf(drag.start, drag.now);
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      const start = positionOf(event);
      setDrag({ start, now: start });
    },
    onPointerMove: (event: PointerEvent) => {
      if (drag === undefined) return;
      const now = positionOf(event);
      // Until the pointer has moved, a click still belongs to the point below it.
      if (boxOf(drag.start, now) !== undefined) event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ start: drag.start, now });
    },
    onPointerUp: () => {
      setDrag(undefined);
      if (box !== undefined) onChoose(box);
    },
    onPointerCancel: () => setDrag(undefined),
  };
  return { box, handlers };
}

function positionOf({ currentTarget, clientX, clientY }: PointerEvent): Position {
  const { left, top } = currentTarget.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

function boxOf(a: Position, b: Position): Box | undefined {
  const box = {
    left: Math.min(a.x, b.x),
    right: Math.max(a.x, b.x),
    top: Math.min(a.y, b.y),
    bottom: Math.max(a.y, b.y),
  };
  return box.right - box.left < LEAST_PIXELS && box.bottom - box.top < LEAST_PIXELS ? undefined : box;
}
