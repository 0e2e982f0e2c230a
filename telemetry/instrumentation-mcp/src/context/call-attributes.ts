import { type Attributes, type Context, createContextKey } from '@opentelemetry/api';

const KEY = createContextKey('attributes of MCP calls');

/** Returns a context in which the client spans of MCP calls also have these attributes, for example the number of the attempt. */
export function withCallAttributes(context: Context, attributes: Attributes): Context {
  return context.setValue(KEY, attributes);
}

export function callAttributesOf(context: Context): Attributes | undefined {
  return context.getValue(KEY) as Attributes | undefined;
}
