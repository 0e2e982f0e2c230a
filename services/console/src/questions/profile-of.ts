import type { MergedProfile, ProfileStoreClient, TypeName } from '../backends/profile-store.ts';
import { QuestionError } from './question-error.ts';

export interface ProfileOfQuestion {
  service: string;
  type: TypeName;
  traceId?: string | undefined;
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
}

/** What a service spent its time or memory on. @throws {QuestionError} when there is no profile of it */
export async function profileOf(store: ProfileStoreClient, question: ProfileOfQuestion): Promise<MergedProfile> {
  const found = await profileIfAny(store, question);
  if (found !== undefined) return found.profile;
  const { service, type, traceId } = question;
  const whose = traceId === undefined ? '' : ` of trace ${traceId}`;
  throw new QuestionError(
    `There is no ${type} profile of ${service}${whose} in that time. Profiles arrive within a minute; a request that used hardly any CPU has none. list_operations names the services.`,
  );
}

/** As {@link profileOf}, with the store's id of the type; undefined when there is none. */
export async function profileIfAny(
  store: ProfileStoreClient,
  { service, type, traceId, begin, end }: ProfileOfQuestion,
): Promise<{ profile: MergedProfile; typeId: string } | undefined> {
  const range = { start: Math.floor(begin), end: Math.ceil(end) };
  const typeId = await store.typeId(service, type, range);
  if (typeId === undefined) return undefined;
  const profile = await store.profile({ service, type: typeId, traceId, ...range });
  return profile.sample.length > 0 ? { profile, typeId } : undefined;
}
