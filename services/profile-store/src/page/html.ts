import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const directory = join(import.meta.dirname, 'browser');
const stylesheet = readFileSync(join(directory, 'style.css'), 'utf8');

/** The browser's modules as `data:` URLs, by the names under which they import each other, so that a page needs no other file. Here package.json maps the same names. */
const importMap = JSON.stringify({
  imports: Object.fromEntries(
    readdirSync(directory)
      .filter((file) => file.endsWith('.js'))
      .map((file) => [`#flame-graph/${file}`, dataUrl(readFileSync(join(directory, file)))]),
  ),
});

function dataUrl(script: Buffer): string {
  return `data:text/javascript;base64,${script.toString('base64')}`;
}

export interface HtmlOptions {
  title: string;
  /** Plain HTML. */
  body: string;
  /** The module of `browser/` to run. */
  module: string;
}

/** A complete page in one text. */
export function html({ title, body, module }: HtmlOptions): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<link rel="icon" href="data:,">
<style>${stylesheet}</style>
<script type="importmap">${importMap}</script>
</head>
<body>
${body}
<script type="module">import '#flame-graph/${module}';</script>
</body>
</html>
`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}

/** A script element with JSON, in which no text can end the element. */
export function embeddedJson(id: string, value: unknown): string {
  return `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;
}
