import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type { z } from 'zod';

export type DescribedSchema = StandardSchemaWithJSON<Record<string, unknown>>;

/**
 * A schema that is published to clients but accepts every value. The tool validates by itself, so that MCP and HTTP answer invalid input in
 * the same way; the SDK would answer first, in other words, and validate a second time. Its JSON Schema is
 * generated once: there are many servers (see transport/server), and each of them asks for it.
 */
export function describedOnly(schema: z.ZodObject): DescribedSchema {
  const described = schema['~standard'];
  const { jsonSchema } = described;
  return {
    '~standard': {
      ...described,
      jsonSchema: { input: onceForTarget(jsonSchema.input), output: onceForTarget(jsonSchema.output) },
      validate: (value) => ({ value: (value ?? {}) as Record<string, unknown> }),
    },
  } as DescribedSchema;
}

type Convert = StandardSchemaWithJSON['~standard']['jsonSchema']['input'];

function onceForTarget(convert: Convert): Convert {
  const made = new Map<string, ReturnType<Convert>>();
  return (options) => {
    const known = made.get(options.target) ?? convert(options);
    made.set(options.target, known);
    return known;
  };
}
