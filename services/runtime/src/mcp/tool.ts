import type { z } from 'zod';
import { validate } from '../errors/validate.ts';
import type { CallContext } from './call-context.ts';

export interface ToolOptions<Input extends z.ZodObject, Output extends z.ZodObject> {
  name: string;
  description: string;
  input: Input;
  output: Output;
  handler(input: z.output<Input>, context: CallContext): Promise<z.input<Output>>;
}

/** A tool that MCP and `POST /tool/<name>` both call. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /** Validates the input (422), runs the handler, validates its output. */
  run(input: unknown, context: CallContext): Promise<Record<string, unknown>>;
}

export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  options: ToolOptions<Input, Output>,
): Tool {
  const { name, description, input, output, handler } = options;
  return {
    name,
    description,
    input,
    output,
    run: async (value, context) => output.parse(await handler(validate(input, value), context)),
  };
}
