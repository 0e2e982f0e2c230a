import { z } from 'zod';
import { isNestedWithin } from './nested-within.ts';

const MAX_CONTENT_CHARACTERS = 16_384;
const MAX_METADATA_CHARACTERS = 16_384;
const MAX_METADATA_LEVELS = 32;

/** The text of an input. Shared, so that one service stores whatever the other accepts from a client. */
export const inputContent = z.string().max(MAX_CONTENT_CHARACTERS);

/** The metadata of an input, a JSON object. Its depth is checked first, because measuring the length is recursive. */
export const inputMetadata = z
  .record(z.string(), z.unknown())
  .refine((value) => isNestedWithin(MAX_METADATA_LEVELS, value), {
    error: `at most ${MAX_METADATA_LEVELS} levels of objects and arrays`,
    abort: true,
  })
  .refine((value) => JSON.stringify(value).length <= MAX_METADATA_CHARACTERS, {
    error: `a JSON object of at most ${MAX_METADATA_CHARACTERS} characters`,
  });
