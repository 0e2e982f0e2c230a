import { printable, shortened } from '../../src/model/format/text.ts';

const FAILED = /^(error|fatal|critical|alert|emergency)\d?$/;
const WARNED = /^warn(ing)?\d?$/;
const LONGEST = 12;

/** How bad a line is, by a mark and a word besides the colour. */
export function Level({ level }: { level: string }) {
  const text = shortened(printable(level), LONGEST);
  if (FAILED.test(level)) return <span className="log-level failed">✖ {text}</span>;
  if (WARNED.test(level)) return <span className="log-level warned">▲ {text}</span>;
  return <span className="log-level quiet">{text}</span>;
}
