import {
  authKinds,
  guardedWords,
  harmlessTokens,
  keyKinds,
  secretEndings,
  secretForms,
  secretWords,
  signers,
} from './names.ts';

/** `secretText`, such as `tokens`, is a credential if its value is text, and a count if it is a number. */
type Class = 'secret' | 'secretText' | 'plain';

/** The boundaries of words in a name: `x-api-key`, `xApiKey`, `APIKey`. */
const BOUNDARY = /[^A-Za-z\d]+|(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;

/** Of longer names, only this many last characters are examined. */
const LONGEST = 128;

/** The size of the cache. Most names come from code and recur; names that users send must not fill the memory. */
const MOST_KNOWN = 2_000;
const known = new Map<string, Class>();

/** Whether a field of this name holds a credential. The Collector uses the same names: telemetry/register/secret-names.yaml. */
export function isSecret(name: string, value: unknown): boolean {
  const found = known.get(name) ?? learn(name);
  return found === 'secret' || (found === 'secretText' && !isCount(value));
}

function learn(name: string): Class {
  const found = classOf(name);
  if (name.length <= LONGEST && known.size < MOST_KNOWN) known.set(name, found);
  return found;
}

function isCount(value: unknown): boolean {
  return typeof value === 'string' ? /^[\d.,]*$/.test(value) : typeof value !== 'object' || value === null;
}

function classOf(name: string): Class {
  const words = name.slice(-LONGEST).split(BOUNDARY).map(withoutCount).filter(Boolean);
  const [beforePrevious = '', previous = '', last = ''] = ['', '', '', ...words].slice(-3);
  if (last === 'tokens' && !harmlessTokens.has(previous)) return 'secretText';
  const isOne =
    secretWords.has(last) ||
    isOfKind(last, previous) ||
    (secretForms.has(last) && guardedWords.has(previous)) ||
    (beforePrevious === 'client' && previous === 'secret') ||
    secretEndings.some((ending) => last.endsWith(ending)) ||
    isToken(last);
  return isOne ? 'secret' : 'plain';
}

function isOfKind(last: string, previous: string): boolean {
  if (last === 'token') return !harmlessTokens.has(previous);
  if (last === 'key') return keyKinds.has(previous);
  if (last === 'signature') return signers.has(previous);
  return last === 'auth' && authKinds.has(previous);
}

/** Whether a word such as `accesstoken` is a token, written as one word. */
function isToken(word: string): boolean {
  return word !== 'token' && word.endsWith('token') && !harmlessTokens.has(word.slice(0, -'token'.length));
}

/** Removes a number at the end: `password2` counts as `password`. */
function withoutCount(word: string): string {
  return word.toLowerCase().replace(/\d+$/, '');
}
