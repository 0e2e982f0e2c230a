import { z } from 'zod';
import { HttpError } from '../errors/http-error.ts';
import { requireSubject } from '../mcp/call-context.ts';
import { defineResource } from '../mcp/resource.ts';
import { defineTool } from '../mcp/tool.ts';

const doubled = z.object({ user_id: z.string(), doubled: z.number() });

export const double = defineTool({
  name: 'double',
  description: 'Doubles a number for a user',
  input: z.object({ user_id: z.string(), n: z.number().default(1) }),
  output: doubled,
  handler: async ({ user_id, n }, context) => {
    requireSubject(context, user_id);
    return { user_id, doubled: n * 2 };
  },
});

export const busy = defineTool({
  name: 'busy',
  description: 'Always busy',
  input: z.object({}),
  output: z.object({}),
  handler: async () => {
    throw new HttpError(503, 'Busy', { headers: { 'Retry-After': '7' } });
  },
});

export const broken = defineTool({
  name: 'broken',
  description: 'Has a bug',
  input: z.object({}),
  output: z.object({}),
  handler: async () => {
    throw new Error('connect to postgres://root:hunter2@db failed');
  },
});

export const numbers = defineResource({
  name: 'numbers',
  uri: 'numbers://{user_id}',
  description: 'The first numbers',
  input: z.object({ user_id: z.string(), limit: z.coerce.number().int().max(100).default(3) }),
  output: z.object({ user_id: z.string(), items: z.array(z.number()) }),
  handler: async ({ user_id, limit }, context) => {
    requireSubject(context, user_id);
    return { user_id, items: Array.from({ length: limit }, (_, index) => index) };
  },
  stream: async ({ user_id, limit }, context, open) => {
    requireSubject(context, user_id);
    const events = open();
    for (let index = 0; index < limit; index += 1) events.send({ id: String(index), event: 'number', data: index });
  },
});
