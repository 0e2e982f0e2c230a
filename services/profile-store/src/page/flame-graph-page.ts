import { embeddedJson, escapeText, html } from './html.ts';
import type { PageProfile } from './page-profile.ts';

/** A page with one flame graph and its data, to save as a file. */
export function flameGraphPage(title: string, profile: PageProfile): string {
  const body = `<header><h1>${escapeText(title)}</h1></header>
<main id="view"></main>
${embeddedJson('profile', profile)}`;
  return html({ title, body, module: 'kept.js' });
}
