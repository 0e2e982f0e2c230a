import { HttpError } from '@cortex/runtime';
import type { Router } from '@koa/router';
import { z } from 'zod';
import type { MergedProfile } from '../backends/profile-store.ts';
import { TYPE_NAMES, type TypeName } from '../backends/profile-types.ts';
import type { ToolContext } from '../mcp/tool.ts';
import { encodePprof } from '../pprof/index.ts';
import { type ChosenProfile, chosenProfile } from '../questions/chosen-profile.ts';
import { spanId, traceId } from '../questions/known-trace.ts';
import { type ProfiledService, profiledServices } from '../questions/profiled-services.ts';
import { usualProfile } from '../questions/usual-profile.ts';
import { answerRoute } from './answer.ts';
import { type Range, range, rangeOf } from './range.ts';

export interface ProfiledServicesAnswer extends Range {
  /** The busiest first. */
  services: ProfiledService[];
}

export interface ProfileAnswer extends Range {
  service: string;
  type: TypeName;
  unit: 'nanoseconds' | 'bytes';
  profile: MergedProfile;
  /** How many profiles are averaged, for a state such as memory in use. */
  states: number;
  /** The span that owns the profile, if the requested span is part of another. */
  owner: { spanId: string; name: string } | undefined;
  /** How many spans of the operation the profile covers. */
  spans: number | undefined;
}

const name = z.string().min(1).max(500).optional();
const asked = z.object({
  ...range,
  service: name,
  type: z.enum(TYPE_NAMES).default('cpu'),
  operation: name,
  trace: traceId.optional(),
  span: spanId.optional(),
  /** Whether to return other spans of the operation around that time, instead of the span. */
  usual: z.stringbool().default(false),
});

type Asked = z.output<typeof asked>;

/** Serves profiles: the services that have some, one as JSON, and the same as a pprof file. */
export function profilesRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/profiles/services',
    asked: z.object(range),
    context,
    answer: async (question, { backends }): Promise<ProfiledServicesAnswer> => {
      const looked = rangeOf(question);
      const { begin: start, end } = looked;
      return { services: await profiledServices(backends.profiles, { start, end }), ...looked };
    },
  });
  answerRoute(router, {
    path: '/api/profiles',
    asked,
    context,
    answer: async (question, { backends }): Promise<ProfileAnswer> =>
      answerOf(question, await chosen(question, backends)),
  });
  answerRoute(router, {
    path: '/api/profiles/pprof',
    asked,
    context,
    answer: async (question, { backends }): Promise<Buffer> => {
      const { profile, begin, end } = answerOf(question, await chosen(question, backends));
      return encodePprof(profile, { start: Math.floor(begin), end: Math.ceil(end) });
    },
  });
}

function chosen(question: Asked, backends: ToolContext['backends']): Promise<ChosenProfile> {
  const { service, type, operation, trace, span, usual, ...time } = question;
  if (!usual) {
    return chosenProfile(backends, { service, type, operation, traceId: trace, spanId: span, ...rangeOf(time) });
  }
  if (trace === undefined || span === undefined)
    throw new HttpError(422, 'usual: expected together with trace and span');
  return usualProfile(backends, { type, traceId: trace, spanId: span });
}

function answerOf(
  { type }: Asked,
  { service, profile, begin, end, states, owner, spans }: ChosenProfile,
): ProfileAnswer {
  return {
    service,
    type,
    unit: type === 'cpu' || type === 'wall' ? 'nanoseconds' : 'bytes',
    profile: states === 1 ? profile : meanOf(profile, states),
    begin,
    end,
    states,
    owner: owner && { spanId: owner.spanId, name: owner.name },
    spans,
  };
}

/** States must not be added up: two profiles of the same memory are not twice the memory. */
function meanOf(profile: MergedProfile, states: number): MergedProfile {
  const sample = profile.sample.map(({ locationId, value }) => ({
    locationId,
    value: value.map((one) => Math.round(one / states)),
  }));
  return { ...profile, sample };
}
