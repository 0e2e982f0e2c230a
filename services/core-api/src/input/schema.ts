import { z } from 'zod';

// As much as the memory service takes, so that what is wrong is said here and in terms of this request.
const MAX_CONTENT_CHARACTERS = 16_384;
const MAX_METADATA_CHARACTERS = 16_384;

/** Body of POST /input. */
export const inputBody = z.object({
  content: z
    .string()
    .max(MAX_CONTENT_CHARACTERS)
    .refine((text) => text.trim() !== '', { error: 'text that is not blank' }),
  metadata: z
    .record(z.string(), z.json())
    .refine((value) => JSON.stringify(value).length <= MAX_METADATA_CHARACTERS, {
      error: `a JSON object of at most ${MAX_METADATA_CHARACTERS} characters`,
    })
    .optional(),
});
