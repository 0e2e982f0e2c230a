import { printable, shortened } from '../../src/model/format/text.ts';

const LONGEST_TITLE = 2000;

/** Untrusted text from telemetry: cut when it is long, with more of it on hover. */
export function Cut({ text, most = 80 }: { text: string; most?: number }) {
  const clean = printable(text.slice(0, LONGEST_TITLE));
  return clean.length <= most ? clean : <span title={clean}>{shortened(clean, most)}</span>;
}
