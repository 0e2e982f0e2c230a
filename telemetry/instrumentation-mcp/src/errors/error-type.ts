/** `error.type` of whatever had a time limit and did not end within it. */
export const TIMEOUT = 'timeout';

/** Errors wrap one another; nothing useful is deeper, and a chain may be a circle. */
const DEEPEST_CAUSE = 5;

/** `ETIMEDOUT`, `UND_ERR_HEADERS_TIMEOUT`, `TimeoutError`, `CallTimeoutError` … */
const TIMED_OUT = /time(?:d_?)?_?out/i;
/** Error codes of the system, of undici and of Node. */
const SYSTEM_CODE = /^(?:E[A-Z0-9]+|UND_ERR_[A-Z_]+|ERR_[A-Z0-9_]+)$/;

interface ErrorParts {
  name?: unknown;
  code?: unknown;
  cause?: unknown;
  /** The errors in an AggregateError: one for each address that was tried. */
  errors?: unknown;
}

/**
 * `error.type` of an error: `timeout`, else the code of the system (`ECONNREFUSED`), both also of what caused it, else the error's name.
 * https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/
 */
export function errorTypeOf(error: unknown): string {
  if (isTimeout(error)) return TIMEOUT;
  return systemCodeOf(error) ?? nameOf(error);
}

/** Whether it, or what caused it, is that something did not end in time. */
export function isTimeout(error: unknown): boolean {
  return firstOfCauses(error, ({ name, code }) => isTimeoutText(code) || isTimeoutText(name) || undefined) ?? false;
}

/** The system's code for what went wrong, of the error or of what caused it. */
export function systemCodeOf(error: unknown): string | undefined {
  return firstOfCauses(error, ({ code }) => (typeof code === 'string' && SYSTEM_CODE.test(code) ? code : undefined));
}

function isTimeoutText(text: unknown): boolean {
  return typeof text === 'string' && TIMED_OUT.test(text);
}

function nameOf(error: unknown): string {
  // Errors of another realm are no instances of this one's.
  const { name } = Object(error) as ErrorParts;
  return typeof error === 'object' && typeof name === 'string' && name !== '' ? name : typeof error;
}

function firstOfCauses<Found>(error: unknown, find: (parts: ErrorParts) => Found | undefined): Found | undefined {
  let current = error;
  for (let depth = 0; depth < DEEPEST_CAUSE && typeof current === 'object' && current !== null; depth += 1) {
    const parts = current as ErrorParts;
    const found = find(parts);
    if (found !== undefined) return found;
    current = parts.cause ?? (Array.isArray(parts.errors) ? parts.errors[0] : undefined);
  }
  return undefined;
}
