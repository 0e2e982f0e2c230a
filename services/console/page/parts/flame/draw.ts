import type { FlameNode } from '../../../src/model/flame/flame-node.ts';
import type { FlameBox } from '../../../src/model/flame/layout.ts';
import { printable, shortened } from '../../../src/model/text.ts';

export const ROW_PIXELS = 20;
const LEAST_TEXT_PIXELS = 28;
const CHARACTER_PIXELS = 6;
const PADDING_PIXELS = 4;

export interface Drawing {
  rows: FlameBox[][];
  /** In pixels of CSS. */
  width: number;
  height: number;
  scrollTop: number;
  current: FlameNode;
  colourOf(group: string): string;
}

/** Draws the rows that are in view. */
export function drawFlame(canvas: HTMLCanvasElement, drawing: Drawing): void {
  const { rows, width, height, scrollTop } = drawing;
  const pen = canvas.getContext('2d');
  if (pen === null || width === 0) return;
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  pen.scale(devicePixelRatio, devicePixelRatio);
  pen.font = '12px system-ui, sans-serif';
  pen.textBaseline = 'middle';
  const colours = colourReader(canvas);
  const first = Math.floor(scrollTop / ROW_PIXELS);
  const last = Math.ceil((scrollTop + height) / ROW_PIXELS);
  for (const [index, row] of rows.slice(first, last).entries()) {
    const top = (first + index) * ROW_PIXELS - scrollTop;
    for (const box of row) drawBox(pen, { box, top, drawing, colours });
  }
}

interface BoxDrawing {
  box: FlameBox;
  top: number;
  drawing: Drawing;
  colours(css: string): string;
}

function drawBox(
  pen: CanvasRenderingContext2D,
  { box: { node, begin, end }, top, drawing: { width, current, colourOf }, colours }: BoxDrawing,
): void {
  const left = begin * width;
  const wide = Math.max(1, (end - begin) * width - 1);
  // A tint: the text on it keeps its contrast in light and dark.
  pen.globalAlpha = 0.35;
  pen.fillStyle = colours(colourOf(node.group));
  pen.fillRect(left, top, wide, ROW_PIXELS - 1);
  pen.globalAlpha = 1;
  if (node === current) {
    pen.strokeStyle = colours('var(--text)');
    pen.lineWidth = 2;
    pen.strokeRect(left + 1, top + 1, Math.max(1, wide - 2), ROW_PIXELS - 3);
  }
  if (wide < LEAST_TEXT_PIXELS) return;
  pen.fillStyle = colours('var(--text)');
  const room = Math.floor((wide - 2 * PADDING_PIXELS) / CHARACTER_PIXELS);
  const text = shortened(printable(node.name) || '(anonymous)', Math.max(2, room));
  pen.fillText(text, left + PADDING_PIXELS, top + ROW_PIXELS / 2, wide - 2 * PADDING_PIXELS);
}

/** A canvas knows no variables of CSS: what they are now is read from an element. */
function colourReader(canvas: HTMLCanvasElement): (css: string) => string {
  const known = new Map<string, string>();
  const before = canvas.style.color;
  return (css) => {
    const colour = known.get(css);
    if (colour !== undefined) return colour;
    canvas.style.color = css;
    const read = getComputedStyle(canvas).color;
    canvas.style.color = before;
    known.set(css, read);
    return read;
  };
}
