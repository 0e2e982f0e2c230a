import { z } from 'zod';
import { FUNCTION_COLUMNS } from '../../src/model/profile/sorted-uses.ts';
import { idInUrl } from '../parts/id-in-url.ts';
import { textInUrl } from '../parts/text-in-url.ts';
import { rangeSearch } from '../parts/time-range.ts';

/** The views of a profile. */
export const PROFILE_VIEWS = ['flame', 'table', 'sandwich'] as const;
/** What a profile can be compared with: the same service in the period before, any service in any period, another service in the same period, other spans of the same operation, or any span. */
export const AGAINST = ['earlier', 'range', 'service', 'usual', 'span'] as const;

const hidden = z.enum(['hidden']).optional().catch(undefined);

/** The page's URL parameters. Invalid ones are ignored. */
export const profilesSearch = z.object({
  /** The busiest service when left out; a span implies its own. */
  service: textInUrl,
  /** CPU when left out. An unknown one is the answer's error, not another type's profile. */
  type: textInUrl,
  operation: textInUrl,
  trace: idInUrl,
  span: idInUrl,
  view: z.enum(PROFILE_VIEWS).optional().catch(undefined),
  /** The box of the flame graph that fills the width. */
  zoom: textInUrl,
  /** Text to find in functions and files. */
  find: textInUrl,
  /** The function in the sandwich view, and its source location. */
  function: textInUrl,
  place: textInUrl,
  sort: z.enum(FUNCTION_COLUMNS).optional().catch(undefined),
  ascending: z.boolean().optional().catch(undefined),
  gc: hidden,
  idle: hidden,
  against: z.enum(AGAINST).optional().catch(undefined),
  /** The profile to compare with. */
  otherService: textInUrl,
  otherTrace: idInUrl,
  otherSpan: idInUrl,
  otherFrom: rangeSearch.shape.from,
  otherTo: rangeSearch.shape.to,
});

export type ProfilesSearch = z.output<typeof profilesSearch>;
export type ProfileViewName = (typeof PROFILE_VIEWS)[number];
