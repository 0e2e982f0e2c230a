/** The width of an axis with short values, so that charts below each other begin at one line. */
const LEAST_PIXELS = 64;
/** Ticks and gaps beside the values. */
const BESIDE_PIXELS = 20;

/**
 * The pixels that an axis takes for its values to be seen whole: one that is cut reads as another number.
 * @param widthOf how wide a text is drawn, in pixels
 */
export function axisWidth(texts: readonly string[] | null, widthOf: (text: string) => number): number {
  const widest = Math.max(0, ...(texts ?? []).map(widthOf));
  return Math.max(LEAST_PIXELS, Math.ceil(widest) + BESIDE_PIXELS);
}
