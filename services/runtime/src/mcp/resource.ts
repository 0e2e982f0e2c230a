import type { z } from 'zod';
import { validate } from '../errors/validate.ts';
import type { EventStream } from '../sse/event-stream.ts';
import type { CallContext } from './call-context.ts';

export interface ResourceOptions<Input extends z.ZodObject, Output extends z.ZodObject> {
  name: string;
  description: string;
  /** URI template, e.g. `history://{user_id}`. Its variables are the path of `GET /resource/<name>/...`. */
  uri: string;
  /** Schema of the template's variables and the query parameters together. All arrive as strings: coerce numbers. */
  input: Input;
  output: Output;
  handler(input: z.output<Input>, context: CallContext): Promise<z.input<Output>>;
  /**
   * Serves `GET /resource/<name>/...` when the client asks for text/event-stream. Errors thrown before `open()` are
   * answered as problems. From then on the stream stays open until either side closes it, no matter when this settles.
   */
  stream?(input: z.output<Input>, context: CallContext, open: () => EventStream): Promise<void>;
}

/** A resource that MCP and `GET /resource/<name>/...` both serve. */
export interface Resource {
  readonly name: string;
  readonly description: string;
  readonly uri: string;
  readonly input: z.ZodObject;
  /** Validates the input (422), runs the handler, validates its output. */
  read(input: unknown, context: CallContext): Promise<Record<string, unknown>>;
  /** Absent when the resource cannot be streamed. Validates the input (422). */
  stream?(input: unknown, context: CallContext, open: () => EventStream): Promise<void>;
}

export function defineResource<Input extends z.ZodObject, Output extends z.ZodObject>(
  options: ResourceOptions<Input, Output>,
): Resource {
  const { name, description, uri, input, output, handler, stream } = options;
  const resource: Resource = {
    name,
    description,
    uri,
    input,
    read: async (value, context) => output.parse(await handler(validate(input, value), context)),
  };
  if (!stream) return resource;
  return { ...resource, stream: async (value, context, open) => stream(validate(input, value), context, open) };
}
