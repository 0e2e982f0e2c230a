/** The name of the global function with which an instance of `Protocol` reports itself, and which creates a `Map` for it. */
// The name is one letter, so that the call is as long as `new Map` and columns stay where source maps expect them. It is in Latin-1, so that
// V8 still stores a source with one byte per character; outside of ASCII, from which minifiers take their names; and rare in the
// texts of bundled translations.
export const REPORT = 'ª';

/** Occurs in every source that has to be examined. No minifier renames a property. */
const TRACE = 'requestMessageId';
/** How many characters before and after it are examined. */
const LEAD = 20;
const WINDOW = 800;

/** White space, also in a string of code that is evaluated. */
const SPACE = String.raw`(?:\s|\\[nrt])`;
const THIS = String.raw`(?:(?<![\w$])|(?<=\\[nrt]))this`;
/** A field of a class, an assignment in a constructor, or a call into which compilers turn either. */
const FIELD = String.raw`(?:(?<=(?:[;{}]|\*/)${SPACE}*)|(?<=${THIS}\.)|(?<=${THIS}\s*,\s*\\?["']))`;
const COUNTER = String.raw`${FIELD}_?${TRACE}\b[^;]{0,150}?\b0\b`;
const HANDLERS = String.raw`${FIELD}_?(?:requestHandlers|responseHandlers)\b[^;]{0,150}?(new Map\b(?:\(\))?)`;
/** The first fields of `Protocol` in both MCP SDKs, and of the client of `@ai-sdk/mcp`. */
const FIRST_FIELDS = new RegExp(`${COUNTER}[^]{1,150}?${HANDLERS}`, 'dy');

/** A source that has its own use for the letter. */
const OWN_LETTER = new RegExp(String.raw`[\s,({;]${REPORT}\s*[=,;)(:]`);

/** Whether a source has to be examined. @param source the source of a module, as a string or as bytes */
export function mayHoldProtocol(source: string | Uint8Array): boolean {
  if (typeof source === 'string') return source.includes(TRACE);
  return Buffer.from(source.buffer, source.byteOffset, source.byteLength).includes(TRACE);
}

/**
 * Changes the source of a module so that each `Protocol` in it reports its instances: the global function `REPORT` creates its first
 * `Map`. Lines, columns and the length stay the same.
 * @returns the changed source; undefined when there is nothing to change, or a change would not be safe
 */
export function markProtocols(source: string): string | undefined {
  const pieces: string[] = [];
  let done = 0;
  for (let at = source.indexOf(TRACE); at !== -1; at = source.indexOf(TRACE, at + 1)) {
    const map = findFirstMap(source, at);
    if (map === undefined) continue;
    pieces.push(source.slice(done, map.begin), `${REPORT}(this)`.padEnd(map.end - map.begin));
    done = map.end;
  }
  return done === 0 || hasOwnLetter(source) ? undefined : pieces.join('') + source.slice(done);
}

/** @param at the index at which `source` names the request counter */
function findFirstMap(source: string, at: number): { begin: number; end: number } | undefined {
  const start = Math.max(0, at - LEAD);
  FIRST_FIELDS.lastIndex = at - start - (source[at - 1] === '_' ? 1 : 0);
  const [begin, end] = FIRST_FIELDS.exec(source.slice(start, at + WINDOW))?.indices?.[1] ?? [];
  return begin === undefined || end === undefined ? undefined : { begin: start + begin, end: start + end };
}

// The plain search costs a hundredth of the regular expression.
function hasOwnLetter(source: string): boolean {
  return source.includes(REPORT) && OWN_LETTER.test(source);
}
