/** The width of an axis with short values, so that charts below each other are aligned. */
const LEAST_PIXELS = 64;
/** Ticks and gaps beside the values. */
const BESIDE_PIXELS = 20;

/**
 * The width, in pixels, that an axis needs to show its values uncut: a cut value reads as another number.
 * @param widthOf measures the width of a text, in pixels
 */
export function axisWidth(texts: readonly string[] | null, widthOf: (text: string) => number): number {
  const widest = Math.max(0, ...(texts ?? []).map(widthOf));
  return Math.max(LEAST_PIXELS, Math.ceil(widest) + BESIDE_PIXELS);
}
