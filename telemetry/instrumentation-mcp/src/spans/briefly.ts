import { isSecret } from '../redaction/is-secret.ts';

const LONGEST = 200;
const CENSOR = '[redacted]';

/** Secrets, addresses and user input that error messages may repeat, and their replacements. */
const CONFIDENTIAL: [RegExp, string][] = [
  [/\b[\w.+-]+@[\w-]+\.[\w.-]+/g, CENSOR],
  [/\/\/[^\s/@]+@/g, `//${CENSOR}@`],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${CENSOR}`],
  [/\beyJ[\w-]{8,}(?:\.[\w-]*)*/g, CENSOR],
  [/\?[\w%.~-]+=\S*/g, '?…'],
  [/(["'`])(?:(?!\1).){40,}\1/g, '$1…$1'],
];

/** `name=value`, `name: value` or `"name": value`. */
const ASSIGNMENT = /([\w.-]+)(["']?\s*[=:]\s*)(\S+)/g;

/** The first line of an error's message for a span's status: at most 200 characters, without confidential parts. */
export function briefly(message: string): string {
  const [line = ''] = message
    .slice(0, 4 * LONGEST)
    .trim()
    .split(/[\r\n]/, 1);
  const shown = withoutAssigned(
    CONFIDENTIAL.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line),
  );
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST - 1)}…` : shown;
}

/** Redacts the values of secret names. A value that is not a secret may contain some, as in `url=…&token=…`. */
function withoutAssigned(text: string): string {
  return text.replace(ASSIGNMENT, (_, name: string, sign: string, value: string) => {
    return name + sign + (isSecret(name, value) ? CENSOR : withoutAssigned(value));
  });
}
