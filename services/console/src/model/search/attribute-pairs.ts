/** Attributes as a person types them, `http.route=/input error.type="no answer"`, or what is wrong with the text. */
export type ReadPairs = { pairs: Record<string, string> } | { problem: string };

const PAIR = /\s*(?<name>"(?:[^"\\]|\\.)+"|[^\s="]+)=(?<value>"(?:[^"\\]|\\.)*"|[^\s"]+)(?=\s|$)/y;
const PLAIN = /^[^\s="\\]+$/;
const SHOWN_CHARACTERS = 40;

export const PAIRS_EXPECTED =
  'name=value pairs with spaces between them and quotes around a value that has spaces, such as http.route=/input error.type="no answer"';

export function readPairs(text: string): ReadPairs {
  const pairs: Record<string, string> = {};
  let position = 0;
  while (text.slice(position).trim() !== '') {
    PAIR.lastIndex = position;
    const { name, value } = PAIR.exec(text)?.groups ?? {};
    if (name === undefined || value === undefined) return unreadable(text.slice(position));
    position = PAIR.lastIndex;
    try {
      pairs[unquoted(name)] = unquoted(value);
    } catch {
      return unreadable(name + value);
    }
  }
  return { pairs };
}

/** The text from which {@link readPairs} reads these pairs. */
export function pairsText(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs)
    .map((pair) => pair.map((text) => (PLAIN.test(text) ? text : JSON.stringify(text))).join('='))
    .join(' ');
}

const unquoted = (text: string): string => (text.startsWith('"') ? JSON.parse(text) : text);

const unreadable = (rest: string) => ({
  problem: `expected ${PAIRS_EXPECTED}; came ${rest.trim().slice(0, SHOWN_CHARACTERS)}`,
});
