import { isSecret } from '@cortex/telemetry/redaction';

/** Names of fields that identify persons, besides what `isSecret` knows of credentials. */
const PERSONAL: ReadonlySet<string> = new Set(['email', 'username']);

const CENSOR = '[redacted]';
const UNREADABLE = '[cannot be shown]';

/** Levels that are looked at. With no end an object that refers to all the others would be followed to all of them. */
const MOST_LEVELS = 4;

/**
 * `value` as JSON would have it, without credentials and addresses in its fields, and in those below them, down to the fourth level. A copy
 * where there are any, itself where there are none.
 */
export function censored<Value>(value: Value): Value {
  return within(value, MOST_LEVELS) as Value;
}

/** The same as `censored` for the fields of a line, which are looked at even where JSON would make a mere text of the object that has them. */
export function censoredFields<Fields extends object>(fields: Fields): Fields {
  return ofObject(fields as Record<string, unknown>, MOST_LEVELS) as Fields;
}

function within(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null || levels === 0) return value;
  try {
    return ofAny(value, levels);
  } catch {
    // Its getters, or its `toJSON`, are the application's; a line that is to be logged must not fail by them.
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
