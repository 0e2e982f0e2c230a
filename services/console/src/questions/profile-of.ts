import type { MergedProfile, ProfileStoreClient, Range, TypeName } from '../backends/profile-store.ts';
import { counted, shortName } from '../model/format/text.ts';
import { QuestionError } from './question-error.ts';

export interface ProfileOfQuestion {
  service: string;
  type: TypeName;
  traceId?: string | undefined;
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
}

const MOST_NAMED = 20;

/** The profile of a service. @throws {QuestionError} when there is none; the message lists which ones there are */
export async function profileOf(store: ProfileStoreClient, question: ProfileOfQuestion): Promise<MergedProfile> {
  const found = await profileIfAny(store, question);
  if (found !== undefined) return found.profile;
  const { service, type, traceId } = question;
  const whose = traceId === undefined ? '' : ` of trace ${traceId}`;
  throw new QuestionError(
    `There is no ${type} profile of ${shortName(service)}${whose} in that time. Profiles arrive within a minute; a request that used hardly any CPU has none. ${await whatExists(store, question)}`,
  );
}

/** Like {@link profileOf}, with the store's id of the type; undefined when there is none. */
export async function profileIfAny(
  store: ProfileStoreClient,
  question: ProfileOfQuestion,
): Promise<{ profile: MergedProfile; typeId: string } | undefined> {
  const { service, type, traceId } = question;
  const range = rangeOf(question);
  const typeId = await store.typeId(service, type, range);
  if (typeId === undefined) return undefined;
  const profile = await store.profile({ service, type: typeId, traceId, ...range });
  return profile.sample.length > 0 ? { profile, typeId } : undefined;
}

async function whatExists(store: ProfileStoreClient, question: ProfileOfQuestion): Promise<string> {
  const range = rangeOf(question);
  const types = await store.types(question.service, range);
  if (types.size > 0) return `It has profiles of: ${[...types.keys()].join(', ')}.`;
  const services = await store.services(range);
  if (services.length === 0) return 'No service has profiles in that time.';
  const named = services.slice(0, MOST_NAMED).map((one) => shortName(one));
  const more = services.length - named.length;
  return `Services that have some: ${named.join(', ')}${more > 0 ? ` and ${counted(more, 'other')}` : ''}.`;
}

const rangeOf = ({ begin, end }: ProfileOfQuestion): Range => ({ start: Math.floor(begin), end: Math.ceil(end) });
