import { z } from 'zod';
import { validate } from './validate.ts';

function detailOf(schema: z.ZodType, value: unknown): string {
  try {
    validate(schema, value);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('expected the value to be refused');
}

test.each<[string, z.ZodType, unknown, string]>([
  ['another type', z.boolean(), 1, 'a boolean, came a number'],
  ['a record', z.record(z.string(), z.unknown()), [1], 'an object, came an array of 1'],
  ['a fraction', z.int(), 1.5, 'a whole number, came 1.5'],
  ['text that is not a number', z.coerce.number(), 'x', 'a number, came a string of 1 character'],
  ['a small number', z.number().min(1), 0, 'a number of at least 1, came 0'],
  ['a large number', z.number().int().max(5), 6, 'a number of at most 5, came 6'],
  ['a number at an exclusive bound', z.number().positive(), 0, 'a number over 0, came 0'],
  ['a number at the other bound', z.number().negative(), 0, 'a number under 0, came 0'],
  ['a short text', z.string().min(2), 'x', 'a string of at least 2 characters, came a string of 1 character'],
  ['a long list', z.array(z.string()).max(1), ['a', 'b'], 'an array of at most 1 item, came an array of 2'],
  ['another choice', z.enum(['a', 'b']), 'c', 'one of "a"|"b", came a string of 1 character'],
  ['a malformed text', z.url(), 'nowhere', 'a valid URL, came a string of 7 characters'],
  ['a message from the schema', z.string().min(2, 'a name'), 'x', 'a name, came a string of 1 character'],
])('%s is answered with what was expected', (_, schema, value, detail) => {
  expect(detailOf(schema, value)).toBe(`value: expected ${detail}`);
});
