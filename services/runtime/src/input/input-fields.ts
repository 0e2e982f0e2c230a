import { z } from 'zod';

const MAX_CONTENT_CHARACTERS = 16_384;
const MAX_METADATA_CHARACTERS = 16_384;

/** The text of an input: what one service takes from a client, the next one stores. */
export const inputContent = z.string().max(MAX_CONTENT_CHARACTERS);

/** What a client says about its input. */
export const inputMetadata = z
  .record(z.string(), z.json())
  .refine((value) => JSON.stringify(value).length <= MAX_METADATA_CHARACTERS, {
    error: `a JSON object of at most ${MAX_METADATA_CHARACTERS} characters`,
  });
