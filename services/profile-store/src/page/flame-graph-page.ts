import { embeddedJson, escapeText, html } from './html.ts';
import type { PageProfile } from './page-profile.ts';

/** One flame graph with its data, to be kept as a file. */
export function flameGraphPage(title: string, profile: PageProfile): string {
  const body = `<header><h1>${escapeText(title)}</h1></header>
<main id="view"></main>
${embeddedJson('profile', profile)}`;
  return html({ title, body, module: 'kept.js' });
}
