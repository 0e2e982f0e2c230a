/** The `error.type` of whatever exceeded its time limit. */
export const TIMEOUT = 'timeout';

/** How many causes are followed. Nothing useful is deeper, and a chain of causes may be a cycle. */
const DEEPEST_CAUSE = 5;

/** Matches `ETIMEDOUT`, `UND_ERR_HEADERS_TIMEOUT`, `TimeoutError`, `CallTimeoutError` and the like. */
const TIMED_OUT = /time(?:d_?)?_?out/i;
/** Error codes of the system, of undici and of Node.js. */
const SYSTEM_CODE = /^(?:E[A-Z0-9]+|UND_ERR_[A-Z_]+|ERR_[A-Z0-9_]+)$/;

interface ErrorParts {
  name?: unknown;
  code?: unknown;
  cause?: unknown;
  /** The errors of an AggregateError, one for each address that was tried. */
  errors?: unknown;
}

/**
 * The `error.type` of an error: `timeout`, else the system's code (`ECONNREFUSED`), each also if it is that of a cause, else the error's name.
 * https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/
 */
export function errorTypeOf(error: unknown): string {
  if (isTimeout(error)) return TIMEOUT;
  return systemCodeOf(error) ?? nameOf(error);
}

/** Whether the error, or one of its causes, is a timeout. */
export function isTimeout(error: unknown): boolean {
  return firstOfCauses(error, ({ name, code }) => isTimeoutText(code) || isTimeoutText(name) || undefined) ?? false;
}

/** The system's code of the error or of one of its causes. */
export function systemCodeOf(error: unknown): string | undefined {
  return firstOfCauses(error, ({ code }) => (typeof code === 'string' && SYSTEM_CODE.test(code) ? code : undefined));
}

function isTimeoutText(text: unknown): boolean {
  return typeof text === 'string' && TIMED_OUT.test(text);
}

function nameOf(error: unknown): string {
  // No `instanceof`: errors of another realm are not instances of this realm's Error.
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
