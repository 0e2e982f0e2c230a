import { z } from 'zod';
import { TYPE_NAMES } from '../../src/backends/profile-types.ts';
import { FUNCTION_COLUMNS } from '../../src/model/profile/sorted-uses.ts';
import { idInUrl } from '../parts/id-in-url.ts';
import { textInUrl } from '../parts/text-in-url.ts';
import { rangeSearch } from '../parts/time-range.ts';

/** What a profile is looked at as. */
export const PROFILE_VIEWS = ['flame', 'table', 'sandwich'] as const;
/** What a profile is compared with: the same of the time before, any service in any time, another service in the same time, other spans of the same operation, or any span. */
export const AGAINST = ['earlier', 'range', 'service', 'usual', 'span'] as const;

const hidden = z.enum(['hidden']).optional().catch(undefined);

/** What the page's URL says. Whatever it cannot be is left out. */
export const profilesSearch = z.object({
  /** The busiest when left out; of a span it is known. */
  service: textInUrl,
  type: z.enum(TYPE_NAMES).optional().catch(undefined),
  operation: textInUrl,
  trace: idInUrl,
  span: idInUrl,
  view: z.enum(PROFILE_VIEWS).optional().catch(undefined),
  /** The box of the flame graph that fills the width. */
  zoom: textInUrl,
  /** Text that is looked for in functions and files. */
  find: textInUrl,
  /** The function whose callers and callees are shown, and where it stands. */
  function: textInUrl,
  place: textInUrl,
  sort: z.enum(FUNCTION_COLUMNS).optional().catch(undefined),
  ascending: z.boolean().optional().catch(undefined),
  gc: hidden,
  idle: hidden,
  against: z.enum(AGAINST).optional().catch(undefined),
  /** What it is compared with. */
  otherService: textInUrl,
  otherTrace: idInUrl,
  otherSpan: idInUrl,
  otherFrom: rangeSearch.shape.from,
  otherTo: rangeSearch.shape.to,
});

export type ProfilesSearch = z.output<typeof profilesSearch>;
export type ProfileViewName = (typeof PROFILE_VIEWS)[number];
