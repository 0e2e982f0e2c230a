import { isSecret } from '@cortex/telemetry/redaction';

/** Names of fields that identify persons, besides the credentials that `isSecret` knows. */
const PERSONAL: ReadonlySet<string> = new Set(['email', 'username']);

const CENSOR = '[redacted]';
const UNREADABLE = '[cannot be shown]';

/** The depth that is searched. Without a bound, an object that refers to all others would be followed to all of them. */
const MOST_LEVELS = 4;

/**
 * Converts `value` as JSON would, without credentials and personal data in its fields, down to the fourth level. Returns a copy if there
 * are any, otherwise the value itself.
 */
export function censored<Value>(value: Value): Value {
  return within(value, MOST_LEVELS) as Value;
}

/** Like `censored`, for the fields of a log line. Fields are searched even if JSON would convert the object to a mere text. */
export function censoredFields<Fields extends object>(fields: Fields): Fields {
  return ofObject(fields as Record<string, unknown>, MOST_LEVELS) as Fields;
}

function within(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null || levels === 0) return value;
  try {
    return ofAny(value, levels);
  } catch {
    // The getters and `toJSON` are the application's own; a line must be logged even if they throw.
    return UNREADABLE;
  }
}

function ofAny(value: object, levels: number): unknown {
  const shown = 'toJSON' in value && typeof value.toJSON === 'function' ? value.toJSON() : value;
  if (typeof shown !== 'object' || shown === null) return shown;
  return Array.isArray(shown) ? ofArray(shown, levels) : ofObject(shown, levels);
}

function ofArray(items: unknown[], levels: number): unknown[] {
  const shown = items.map((item) => within(item, levels - 1));
  return shown.every((item, index) => item === items[index]) ? items : shown;
}

function ofObject(fields: Record<string, unknown>, levels: number): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(fields)) {
    const field = fields[name];
    const shown = PERSONAL.has(name) || isSecret(name, field) ? CENSOR : within(field, levels - 1);
    if (shown === field) continue;
    copy ??= { ...fields };
    copy[name] = shown;
  }
  return copy ?? fields;
}
