import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type { z } from 'zod';

/**
 * A schema that is told to clients but lets every value pass. The tool validates by itself, so that MCP and HTTP say
 * the same about wrong input; the SDK would answer first, in other words, and do the work twice.
 */
export function describedOnly(schema: z.ZodObject): StandardSchemaWithJSON<Record<string, unknown>> {
  const described = schema['~standard'];
  return {
    '~standard': { ...described, validate: (value) => ({ value: (value ?? {}) as Record<string, unknown> }) },
  } as StandardSchemaWithJSON<Record<string, unknown>>;
}
