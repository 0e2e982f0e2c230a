import { inputContent, inputMetadata } from '@cortex/runtime';
import { z } from 'zod';

/** The body of POST /input. */
export const inputBody = z.object({
  content: inputContent.refine((text) => text.trim() !== '', { error: 'text that is not blank' }),
  metadata: inputMetadata.optional(),
});
