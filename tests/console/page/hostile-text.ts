import type { Visit } from './visit.ts';

/** What somebody may write into telemetry to take over a page, or a reader's eyes. */
export const HOSTILE_TEXT = '<img src=x onerror="window.taken=1"><script>window.taken=1</script>\u202e\u0007';

/** Hostile text has stayed text. */
export const NO_HARM = { taken: undefined, elements: 0, steering: false };

/** What hostile text has done to a page. */
export async function harmTo({ page }: Visit) {
  return {
    taken: await page.evaluate('window.taken'),
    // An editor has images of its own, without a source.
    elements: await page.locator('main script, main img:not(.cm-widgetBuffer)').count(),
    steering: /\p{Bidi_Control}|(?!\n)\p{Cc}/u.test((await page.locator('body').textContent()) ?? ''),
  };
}
