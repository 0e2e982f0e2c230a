import type { Visit } from './visit.ts';

/** Text that somebody may send in telemetry to take over a page, or to deceive a reader. */
export const HOSTILE_TEXT = '<img src=x onerror="window.taken=1"><script>window.taken=1</script>\u202e\u0007';

/** The harm when hostile text has stayed text. */
export const NO_HARM = { taken: undefined, elements: 0, steering: false };

/** The harm that hostile text has done to a page. */
export async function harmTo({ page }: Visit) {
  return {
    taken: await page.evaluate('window.taken'),
    // An editor has its own images, without a source.
    elements: await page.locator('main script, main img:not(.cm-widgetBuffer)').count(),
    steering: /\p{Bidi_Control}|(?!\n)\p{Cc}/u.test((await page.locator('body').textContent()) ?? ''),
  };
}
