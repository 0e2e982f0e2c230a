import type { FlameNode } from '../../../src/model/flame/flame-node.ts';
import type { FlameBox } from '../../../src/model/flame/layout.ts';
import { printable, shortened } from '../../../src/model/format/text.ts';

export const ROW_PIXELS = 20;
const LEAST_TEXT_PIXELS = 28;
const CHARACTER_PIXELS = 6;
const PADDING_PIXELS = 4;
/** The height of the edge below each box, in the full colour and pattern of its group. */
const EDGE_PIXELS = 5;
const NOTCH_PIXELS = 6;
/** The opacity of a box: low enough that text keeps its contrast in light and dark. */
const TINT = 0.35;
const FADED = 0.08;
const [STRIPE_PIXELS, GAP_PIXELS] = [3, 2];

export interface FlamePaint {
  /** A CSS colour. */
  colour: string;
  /** The pattern of a service: 0 none, 1 stripes, 2 a line. */
  pattern: number;
  /** Drawn before the name where there is room. */
  sign?: string;
}

export interface Drawing {
  rows: FlameBox[][];
  /** In CSS pixels. */
  width: number;
  height: number;
  scrollTop: number;
  current: FlameNode;
  paintOf(group: string): FlamePaint;
  /** The matches of a search; all other boxes fade. */
  found: ReadonlySet<FlameNode> | undefined;
}

/** Draws the rows in view. */
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
  { box: { node, begin, end }, top, drawing: { width, current, found, paintOf }, colours }: BoxDrawing,
): void {
  const left = begin * width;
  const wide = Math.max(1, (end - begin) * width - 1);
  const { colour, pattern, sign } = paintOf(node.group);
  pen.globalAlpha = found === undefined || found.has(node) ? TINT : FADED;
  pen.fillStyle = colours(colour);
  pen.fillRect(left, top, wide, ROW_PIXELS - 1);
  pen.globalAlpha = 1;
  drawEdge(pen, { left, top: top + ROW_PIXELS - 1 - EDGE_PIXELS, wide, pattern });
  if (node.failures > 0) drawFailure(pen, { left, top, wide, colour: colours('var(--failed)') });
  if (node === current) {
    pen.strokeStyle = colours('var(--text)');
    pen.lineWidth = 2;
    pen.strokeRect(left + 1, top + 1, Math.max(1, wide - 2), ROW_PIXELS - 3);
  }
  if (wide < LEAST_TEXT_PIXELS) return;
  pen.fillStyle = colours('var(--text)');
  const room = Math.floor((wide - 2 * PADDING_PIXELS) / CHARACTER_PIXELS);
  const signs = [node.failures > 0 ? '✖' : undefined, sign].filter((one) => one !== undefined);
  const text = shortened([...signs, printable(node.name) || '(anonymous)'].join(' '), Math.max(2, room));
  pen.fillText(text, left + PADDING_PIXELS, top + (ROW_PIXELS - EDGE_PIXELS) / 2 + 1, wide - 2 * PADDING_PIXELS);
}

/** The pattern of the group, which distinguishes it without its colour. */
function drawEdge(
  pen: CanvasRenderingContext2D,
  { left, top, wide, pattern }: { left: number; top: number; wide: number; pattern: number },
): void {
  pen.beginPath();
  if (pattern === 1) {
    const step = STRIPE_PIXELS + GAP_PIXELS;
    for (let at = 0; at < wide; at += step) pen.rect(left + at, top, Math.min(STRIPE_PIXELS, wide - at), EDGE_PIXELS);
  } else if (pattern === 2) {
    pen.rect(left, top, wide, 1);
    pen.rect(left, top + EDGE_PIXELS - 2, wide, 2);
  } else {
    pen.rect(left, top, wide, EDGE_PIXELS);
  }
  pen.fill();
}

/** An outline, and a notch in the corner where there is no room for a sign. */
function drawFailure(
  pen: CanvasRenderingContext2D,
  { left, top, wide, colour }: { left: number; top: number; wide: number; colour: string },
): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.strokeRect(left + 1, top + 1, Math.max(1, wide - 2), ROW_PIXELS - 3);
  if (wide >= LEAST_TEXT_PIXELS) return;
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(left, top);
  pen.lineTo(left + Math.min(NOTCH_PIXELS, wide), top);
  pen.lineTo(left, top + NOTCH_PIXELS);
  pen.fill();
}

/** Resolves CSS colours: a canvas does not know CSS variables. */
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
