import type { Attributes, Exception } from '@opentelemetry/api';
import {
  ATTR_EXCEPTION_MESSAGE,
  ATTR_EXCEPTION_STACKTRACE,
  ATTR_EXCEPTION_TYPE,
} from '@opentelemetry/semantic-conventions';

/** Undefined where the exception says nothing. */
export function exceptionAttributes(exception: Exception): Attributes | undefined {
  if (typeof exception === 'string') return exception === '' ? undefined : { [ATTR_EXCEPTION_MESSAGE]: exception };
  const { code, name, message, stack } = Object(exception) as Partial<Record<string, unknown>>;
  const type = code || name;
  if (!type && !message) return undefined;
  return {
    ...(type ? { [ATTR_EXCEPTION_TYPE]: String(type) } : {}),
    ...(message ? { [ATTR_EXCEPTION_MESSAGE]: String(message) } : {}),
    ...(stack ? { [ATTR_EXCEPTION_STACKTRACE]: String(stack) } : {}),
  };
}
