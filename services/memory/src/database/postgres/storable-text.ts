/**
 * PostgreSQL's `text` holds every character except NUL, which inputs may contain. NUL is escaped by two characters, of which the first is a
 * noncharacter of Unicode (https://www.unicode.org/faq/private_use.html#noncharacters). That character itself is escaped in the same way.
 */
const ESCAPE = '\uFDD0';
const NUL = `${ESCAPE}0`;
const SELF = `${ESCAPE}1`;

/** Escapes a text for storing. */
export function toStorable(text: string): string {
  return text.includes('\0') || text.includes(ESCAPE) ? text.replaceAll(ESCAPE, SELF).replaceAll('\0', NUL) : text;
}

/** Restores a text that `toStorable` escaped. */
export function fromStorable(stored: string): string {
  return stored.includes(ESCAPE) ? stored.replaceAll(NUL, '\0').replaceAll(SELF, ESCAPE) : stored;
}
