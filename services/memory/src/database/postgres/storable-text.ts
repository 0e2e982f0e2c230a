/**
 * PostgreSQL's `text` holds every character but NUL, and contents may have one. It is written as two characters that begin with one
 * which Unicode keeps free of meaning (https://www.unicode.org/faq/private_use.html#noncharacters), as is that one itself.
 */
const ESCAPE = '\uFDD0';
const NUL = `${ESCAPE}0`;
const SELF = `${ESCAPE}1`;

/** What to store instead of a text. */
export function toStorable(text: string): string {
  return text.includes('\0') || text.includes(ESCAPE) ? text.replaceAll(ESCAPE, SELF).replaceAll('\0', NUL) : text;
}

/** The text that was stored so. */
export function fromStorable(stored: string): string {
  return stored.includes(ESCAPE) ? stored.replaceAll(NUL, '\0').replaceAll(SELF, ESCAPE) : stored;
}
