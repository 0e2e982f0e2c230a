import { printable, shortened } from '../../src/model/format/text.ts';

const FAILED = /^(error|fatal|critical|alert|emergency)\d?$/;
const WARNED = /^warn(ing)?\d?$/;
const LONGEST = 12;

/** The level of a line as a symbol and a word, besides its colour. */
export function Level({ level }: { level: string }) {
  const text = shortened(printable(level), LONGEST);
  if (FAILED.test(level)) return <span className="log-level failed">✖ {text}</span>;
  if (WARNED.test(level)) return <span className="log-level warned">▲ {text}</span>;
  return <span className="log-level quiet">{text}</span>;
}
